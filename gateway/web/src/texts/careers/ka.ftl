nav-careers = კარიერა
careers-title = კარიერა
careers-lead = ვინ სად არის: წოდებები და თანამდებობები მითითებულ დღეს.
careers-new-title = კარიერის ნაბიჯის ჩაწერა
careers-new-lead = დაწინაურება, დანიშვნა ან სხვა ნაბიჯი. ჩაწერილი არასოდეს იცვლება, მხოლოდ ახალი ჩანაწერით სწორდება.
careers-correct-title = კარიერის ნაბიჯის შესწორება
careers-correct-lead = თქვენი ჩანაწერი წინას ცვლის. წინა იკითხება და შესწორებულად არის მონიშნული.
careers-record = ნაბიჯის ჩაწერა
careers-record-this = ჩაწერა
careers-correct = შესწორება
careers-recorded = ჩაიწერა: { $what }, { $day }.
careers-day = დღისთვის
careers-tab-ladder = კიბე
careers-tab-posts = თანამდებობები
careers-command = სამეთაურო
careers-counted =
    { $count ->
        [one] ერთ პირს აქვს წოდება, { $day }.
       *[other] { $count } პირს აქვს წოდება, { $day }.
    }
careers-no-ladder = კიბე ჯერ არ არის
careers-no-ladder-text = კიბეებსა და წოდებებს ორგანიზაციის ადმინისტრატორი ქმნის ან შემოიტანს: waymark import rungs.
careers-all = ყველა წოდებით ან თანამდებობით
careers-nobody = იმ დღეს აქ არავინ არის
careers-nobody-text = აირჩიეთ სხვა დღე, ან მოხსენით რომელიმე ფილტრი.
careers-since = როდიდან
careers-holder = ვის უკავია
careers-title-begins = სახელწოდება იწყება
careers-vacant = თავისუფალი
careers-no-posts = აქ თანამდებობები არ არის
careers-no-posts-text = სცადეთ ნაკლები ასო ან სხვა ერთეული. თანამდებობებს ორგანიზაციის ადმინისტრატორი ქმნის.
careers-who = ვინ
careers-stands = დღეს
careers-no-standing = ჯერ წოდებისა და თანამდებობის გარეშე
careers-derived = კიბის მიხედვით
careers-type-hint = კიბის მიხედვით უფრო მაღალი წოდება დაწინაურებაა, ახალი თანამდებობა კი დანიშვნა.
careers-effective = ძალაშია
careers-unchanged = როგორც იყო
careers-post-hint = სახელწოდების დასაწყისი. ცარიელი: როგორც იყო.
careers-unit-hint = ცარიელი: თანამდებობის ერთეული ან როგორც იყო.
