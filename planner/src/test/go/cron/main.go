// Answers for each line "expression TAB zone TAB seconds" with the seconds of the next tick by robfig/cron, which is what
// CronJobs are scheduled with; 0 where it finds none within five years.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata"

	"github.com/robfig/cron/v3"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	for in.Scan() {
		next, err := next(strings.Split(in.Text(), "\t"))
		if err != nil {
			fmt.Fprintf(os.Stderr, "%q: %v\n", in.Text(), err)
			os.Exit(1)
		}
		fmt.Fprintln(out, next)
	}
	if err := in.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	out.Flush()
}

func next(words []string) (int64, error) {
	schedule, err := cron.ParseStandard(words[0])
	if err != nil {
		return 0, err
	}
	zone, err := time.LoadLocation(words[1])
	if err != nil {
		return 0, err
	}
	seconds, err := strconv.ParseInt(words[2], 10, 64)
	if err != nil {
		return 0, err
	}
	tick := schedule.Next(time.Unix(seconds, 0).In(zone))
	if tick.IsZero() {
		return 0, nil
	}
	return tick.Unix(), nil
}
