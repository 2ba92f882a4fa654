# Counts the funnel of the OULAD files, independently of Waymark: persons once a
# row of each dimension. Input: studentInfo.csv, quotes and CR removed.
BEGIN { FS = "," }
NR == 1 { next }
{
  person = $3; sex = $4; region = $5; band = $8; graduated = ($12 == "Pass" || $12 == "Distinction")
  enrolments[sex]++
  if (graduated) graduations++
  count("sex", sex == "F" ? "female" : "male"); count("region", region); count("age_band", band); count("all", "_T")
}
function count(dimension, value) {
  key = dimension "\t" value
  if (!((key, person) in enrolled)) { enrolled[key, person] = 1; persons[key]++ }
  if (graduated && !((key, person) in passed)) { passed[key, person] = 1; graduates[key]++ }
}
END {
  for (sex in enrolments) print "enrolments\t" sex "\t" enrolments[sex]
  print "graduations\t_T\t" graduations
  for (key in persons) print key "\t" persons[key] "\t" (graduates[key] + 0)
}
