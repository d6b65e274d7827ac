// Command examples runs the examples that its arguments name, each in an app of its own.
package main

import (
	"fmt"
	"os"

	"github.com/aws/jsii-runtime-go"
)

// examples has what shows each example, by its name. An example that is a type has been compiled, which is all there is to it.
var examples = map[string]func(fixture){}

// run says whether an example went well. What jsii throws arrives as a panic.
func run(name string) (ok bool) {
	defer func() {
		if reason := recover(); reason != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", name, reason)
		}
	}()
	examples[name](newFixture())
	return true
}

func main() {
	defer jsii.Close()
	failed := 0
	for _, name := range os.Args[1:] {
		if !run(name) {
			failed++
		}
	}
	if failed > 0 || len(os.Args) == 1 {
		fmt.Fprintf(os.Stderr, "%d of %d examples failed\n", failed, len(os.Args)-1)
		os.Exit(1)
	}
}
