// Shot draws a picture of a terminal screen, for the README and for looking
// at a screen while building it.
//
// It reads a screen as `tmux capture-pane -e -p -N` writes it (text with SGR
// sequences, one line a row) from standard input and writes an SVG to standard
// output:
//
//	go run ./internal/shot -cols 120 -rows 36 -title "Piket" < screen.txt > screen.svg
//
// snap.sh beside this file runs a program in tmux and pictures its screen.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		fmt.Fprintln(os.Stderr, "shot:", err)
		os.Exit(1)
	}
}

// run reads a screen from in and writes its picture to out.
func run(args []string, in io.Reader, out io.Writer) error {
	pic := picture{cursorX: -1, cursorY: -1}
	flags := flag.NewFlagSet("shot", flag.ContinueOnError)
	cols := flags.Int("cols", 0, "columns of the screen; 0 takes the longest line")
	rows := flags.Int("rows", 0, "rows of the screen; 0 takes the lines there are")
	name := flags.String("theme", "dark", "dark or light: the colours of a terminal's default and sixteen basic colours")
	flags.StringVar(&pic.title, "title", "", "title of the window; without one, no title bar is drawn")
	flags.IntVar(&pic.cursorX, "cursor-x", -1, "column of the cursor, from 0; -1 draws none")
	flags.IntVar(&pic.cursorY, "cursor-y", -1, "row of the cursor, from 0; -1 draws none")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var err error
	if pic.theme, err = themeNamed(*name); err != nil {
		return err
	}
	text, err := io.ReadAll(in)
	if err != nil {
		return fmt.Errorf("read screen: %w", err)
	}
	pic.screen = parse(string(text), *cols, *rows)
	buffered := bufio.NewWriter(out)
	if _, err := buffered.WriteString(pic.svg()); err != nil {
		return fmt.Errorf("write picture: %w", err)
	}
	return buffered.Flush()
}
