# Counts ranks and promotions of the police files, independently of Waymark.
# Input: profile rungs.json (for the order of ranks), then ranks.csv sorted by
# officer and date with rows of one day in their order. Set asof=YYYY-MM-DD for
# the number of officers by rank as of that day, else counts of the whole.
FNR == NR {
  if ($0 ~ /"position"/) reading = 1
  if ($0 ~ /"command"/) reading = 0
  if (reading && match($0, /"[A-Z ]+": "[0-9]+"/)) {
    split(substr($0, RSTART, RLENGTH), part, "\"")
    position[part[2]] = part[4]
  }
  next
}
{
  split($0, field, ",")
  officer = field[1]; rank = field[2]; day = field[3]
  rows[officer]++
  if (asof != "" && day > asof) next
  if (officer in held && position[rank] > position[held[officer]]) promotions++
  held[officer] = rank
}
END {
  if (asof != "") {
    for (officer in held) count[held[officer]]++
    for (rank in count) print rank "\t" count[rank]
    exit
  }
  for (officer in rows) { officers++; if (rows[officer] > 1) several++ }
  print "officers with a rank row\t" officers
  print "officers with two or more\t" several
  print "promotions\t" promotions
}
