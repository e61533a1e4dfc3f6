#!/usr/bin/awk -f
# Draws the rows of bench/soak as SVG: one panel for each figure, phases side by side.
BEGIN {
  FS = ","
  split("heap after a collection, MB|resident memory, MB|threads|open files and sockets|watches|objects", title, "|")
  width = 900; height = 90; left = 60; gap = 34; panels = 6
}
{
  rows++
  at[rows] = $1
  phase[rows] = $2
  for (panel = 1; panel <= panels; panel++) {
    value[rows, panel] = $(panel + 3)
    if ($(panel + 3) > most[panel]) most[panel] = $(panel + 3)
  }
}
function x(row) { return left + (at[row] - at[1]) / (at[rows] - at[1]) * (width - left - 10) }
function y(panel, row) { return top + height - value[row, panel] / (most[panel] * 1.15) * height }
END {
  if (rows < 2) {
    print "bench/plot.awk: fewer than two rows" > "/dev/stderr"
    exit 1
  }
  printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n", width, panels * (height + gap) + 40
  printf "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n"
  for (row = 2; row <= rows; row++) {
    if (phase[row] != phase[row - 1]) {
      printf "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"20\" y2=\"%d\" stroke=\"#bbb\" stroke-dasharray=\"3 3\"/>\n", x(row - 1), x(row - 1), panels * (height + gap) + 16
      printf "<text x=\"%.1f\" y=\"14\" fill=\"#555\">%s</text>\n", x(row - 1) + 3, phase[row]
    }
  }
  for (panel = 1; panel <= panels; panel++) {
    top = 20 + (panel - 1) * (height + gap) + 16
    printf "<text x=\"%d\" y=\"%d\">%s</text>\n", left, top - 4, title[panel]
    printf "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#888\"/>\n", left, width - 10, top + height, top + height
    printf "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#555\">0</text>\n", left - 6, top + height + 4
    printf "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#555\">%g</text>\n", left - 6, y(panel, rows) + 4, value[rows, panel]
    printf "<polyline fill=\"none\" stroke=\"#2266aa\" stroke-width=\"1.3\" points=\""
    for (row = 1; row <= rows; row++) printf "%.1f,%.1f ", x(row), y(panel, row)
    printf "\"/>\n"
  }
  printf "<text x=\"%d\" y=\"%d\" fill=\"#555\">0 s</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#555\">%d s</text>\n", left, panels * (height + gap) + 34, width - 10, panels * (height + gap) + 34, at[rows] - at[1]
  print "</svg>"
}
