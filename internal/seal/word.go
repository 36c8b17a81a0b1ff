package seal

// The lists below are words between spaces; see oneOf.

// titles stand before names and are no part of them.
const titles = " bapak pak bpk bp ibu bu saudara sdr saudari sdri tuan tn nyonya ny nona nn mas mbak mba kakak kak bang abang haji h hajjah hj" +
	" kiai kh ustad ustadz ust prof dr drs dra drg ir mr mrs ms miss om tante pakde bude engkong koh cik ci "

// callers are words after which a single name is somebody's, whatever its
// letter case. All of them are titles.
const callers = " bapak pak bpk bp ibu bu saudara sdr saudari sdri tuan tn nyonya ny nona nn mas mbak mba kakak kak bang abang mr mrs ms miss" +
	" om tante pakde bude koh cik "

// namers are words after which a name is the reporter's often enough.
const namers = " saya aku nama namaku bernama panggil dipanggil pelapor an ttd salam hormat kata oleh name named called am regards sincerely by "

// roads are words after which a name is that of a place.
const roads = " jl jalan jln gang gg lorong kampung kp desa kelurahan kel kecamatan kec kota kabupaten kab perumahan perum komplek kompleks" +
	" blok pasar pulau sungai bandara stasiun terminal street road "

// between are words that no name goes on with, though a sentence begins with
// them.
const between = " dan di ke dari yang saya dia mereka kami kita ini itu ada adalah pada untuk dengan karena lalu kemudian sudah akan tidak" +
	" tetapi tapi atau jika kalau saat ketika juga and the a an in on at i he she they we is was has have from with "

// desk are the words of the reports themselves. Whoever signs with one of
// them describes themselves, as in "Warga Sekitar" or "Petugas Hotel": it is
// no name, and masking it would take the story away.
const desk = " orang asing wna wni tka warga negara masyarakat penduduk tetangga pelapor terlapor saksi korban reporter laporan pengaduan" +
	" petugas pegawai karyawan staf staff satpam security keamanan resepsionis receptionist manajer manager pemilik owner penjaga pengelola" +
	" pengurus penghuni tamu guest sopir supir driver ojek guru dosen mahasiswa pelajar dokter perawat ketua sekretaris rt rw lurah camat" +
	" polisi polsek imigrasi kanim kantor dinas hotel kos kost kosan kontrakan rumah apartemen apartment mess losmen villa vila penginapan" +
	" wisma guesthouse ruko toko warung pasar pabrik proyek gudang perusahaan company pt cv ud tbk klinik sekolah kampus masjid gereja" +
	" paspor passport visa izin kitas kitap overstay deportasi anonim anonymous anonymus rahasia hamba allah tanpa tidak nama name sekitar" +
	" sekitarnya setempat seorang seseorang pria wanita perempuan bapak ibu anak keluarga foreigner foreigners citizen neighbour neighbor" +
	" person people someone somebody nobody unknown office house street area "

// ordinary are words of everyday speech, and of places, that are names too.
const ordinary = " sari bunga melati mawar anggrek kenanga cempaka teratai dahlia seroja flamboyan kamboja tulip rekaan sentosa makmur jaya" +
	" sejahtera abadi indah permai cahaya mentari bulan bintang langit angin hujan embun fajar senja pagi malam subuh permata" +
	" berlian mutiara emas perak mas mulia utama pertama setia bakti bhakti baik bagus cantik" +
	" manis ayu elok lestari makna karya sukma jiwa raga putra raja pangeran samudra samudera" +
	" segara laut gunung bukit rimba hutan pertiwi bangsa merdeka harapan cinta kasih sayang damai tentram tenteram" +
	" aman bahagia gembira ceria riang suka senang tawa berkah berkat rejeki rezeki hidayah nikmat iman islam amanah jujur" +
	" adil bijak pandai pintar cerdas tangguh kuat teguh tegar besar kecil muda tua baru lama satu dua tiga lima enam tujuh selamat" +
	" januari februari maret april mei juni juli agustus september oktober november desember senin selasa rabu kamis jumat sabtu minggu ahad" +
	" januar juniar mega guntur petir topan banyu tirta telaga wangi harum gula madu kopi jati cendana gaharu padi beringin pandan" +
	" jakarta tangerang bandung surabaya medan batam natuna bali banten serang bogor depok bekasi cirebon semarang malang padang aceh papua" +
	" cipondoh cibeber periuk karawaci pinang nusantara indonesia asia china india jordan chelsea paris london sydney florence virginia" +
	" rose rosa lily grace faith hope joy summer winter autumn spring dawn star sun moon christian major king prince duke young brown black" +
	" white green long short rich bill mark frank art will may june august sunday monday friday victor victory royal diamond crystal golden" +
	" angel heaven sky storm justice master mister saya kami kita mereka beliau yang untuk dengan "

// shared are names that so many bear that one of them by itself tells nobody
// apart.
const shared = " muhammad mohammad mochamad muhamad mohamad ahmad achmad abdul abdullah abdurrahman rahman rachman rahmat hidayat hidayati" +
	" kurniawan kurniawati setiawan setiawati gunawan irawan hermawan darmawan wijaya kusuma kusumawati wahyudi wahyuni wahyu susanto" +
	" susanti susilo susilawati suryani suryadi supriyadi supriyanto sugianto sugiarto santoso nugroho nugraha saputra saputri pratiwi" +
	" permatasari wulandari handayani puspita puspitasari maharani anggraini anggraeni oktavia oktaviani februari yuliana yulianti fitriani" +
	" fitriyani nurhayati nurhasanah rohmawati rahmawati lestari ramadhan ramadhani firmansyah syahputra siregar nasution simanjuntak" +
	" hutagalung situmorang simatupang sinaga harahap ginting tarigan sembiring hutapea panjaitan sihombing tampubolon halim tanjung chaniago" +
	" michael daniel david jonathan alexander christopher elizabeth maria johannes yohanes stephen steven andreas antonius robert william" +
	" siti dewi kartika intan surya putri bayu citra satria budi slamet rahayu ratu rahmad pratama perdana wibawa aminah nurul fatimah" +
	" khadijah aisyah zainab "
