package app

// keyIsPrivate holds here: a profile's folders are its owner's alone.
func (Folder) keyIsPrivate() error { return nil }
