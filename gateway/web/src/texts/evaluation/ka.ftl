nav-evaluation = პროგრამები
evaluation-title = პროგრამები ციფრებში
evaluation-lead = რამდენმა სადამდე მიაღწია, ჩარიცხვიდან მეთაურობამდე. მხოლოდ რიცხვები: აქ არავის სახელი არ ჩანს და არ იგზავნება.
evaluation-again = ხელახლა დათვლა
evaluation-none = აქ არავინ ჩარიცხულა
evaluation-none-text = ამ კურსით, ჯგუფითა და პერიოდით სწავლა არავის დაუწყია. აირჩიეთ უფრო გრძელი პერიოდი ან ყველა კურსი.

## Whom the figures are about
evaluation-filters = რა ითვლება
evaluation-programme = პროგრამა
evaluation-programme-all = ყველა პროგრამა
evaluation-course = კურსი
evaluation-course-all = ყველა კურსი
evaluation-cohort = ჯგუფი
evaluation-cohort-all = ყველა ჯგუფი
evaluation-from = ჩარიცხულია ამ დღიდან
evaluation-to = ჩარიცხულია ამ დღემდე
evaluation-period-wrong = ბოლო დღე პირველზე ადრეა. აირჩიეთ უფრო გვიანი.
evaluation-by = დაყოფა
evaluation-by-nothing = დაუყოფლად
evaluation-by-sex = სქესი
evaluation-by-age = ასაკი ჩარიცხვისას
evaluation-by-unit = დანაყოფი
evaluation-by-cohort = ჯგუფი
evaluation-by-course = კურსი
evaluation-by-attribute = მახასიათებელი
evaluation-attribute = მახასიათებლის გასაღები
evaluation-attribute-hint = როგორც პირთა ჩანაწერებშია, მაგალითად disability.
evaluation-level = დანაყოფების დონე
evaluation-level-number = დონე { $level }
evaluation-choices-cut = ასარჩევი უფრო მეტია, ვიდრე აქ ჩამოთვლილია.
evaluation-all = ყველა კურსი

## Groups and steps
evaluation-total = სულ
evaluation-unknown = უცნობია
evaluation-sex-female = ქალები
evaluation-sex-male = კაცები
evaluation-sex-notapplicable = არ გამოიყენება
evaluation-step-enrolled = ჩარიცხული
evaluation-step-completed = დაასრულა
evaluation-step-graduated = კურსდამთავრებული
evaluation-step-promoted = დაწინაურდა დამთავრების შემდეგ
evaluation-step-incommand = მეთაურობს დამთავრების შემდეგ
evaluation-step-acting = დროებით მეთაურობს დამთავრების შემდეგ
evaluation-dayunknown = დამთავრების დღე უცნობია
evaluation-share-of = { $step }, ჩარიცხულთა %

## Headings
evaluation-file-title = ჩარიცხვიდან მეთაურობამდე: { $of } · { $by }
evaluation-file-whole = ჩარიცხვიდან მეთაურობამდე: { $of }
evaluation-pair = ორი ნაწილის შედარება
evaluation-pair-title = { $one } და { $other }: შედარება
evaluation-pair-one = პირველი ნაწილი
evaluation-pair-other = მეორე ნაწილი
evaluation-cohorts = ჯგუფი ჯგუფის მიყოლებით

## What the figures say
evaluation-finding-whole = ჩაირიცხა { $enrolled } ადამიანი; დაამთავრა: { $graduated } ({ $share }), შემდეგ დაწინაურდა: { $promoted }, მეთაურობა მიიღო: { $command }.
evaluation-finding-few = ჩაირიცხა { $enrolled } ადამიანი; დაამთავრა: { $graduated }, შემდეგ დაწინაურდა: { $promoted }, მეთაურობა მიიღო: { $command }.
evaluation-finding-partly = ჩაირიცხა { $enrolled } ადამიანი; ყველა რიცხვი არ ჩანს: ზოგი { $least }-ზე ნაკლებ ადამიანზე მიუთითებდა.
evaluation-finding-withheld = რამდენი ადამიანი ჩაირიცხა, არ ჩანს: ეს { $least }-ზე ნაკლებზე მიუთითებდა.
evaluation-finding-groups = ნაწილებიდან, სადაც { $fewest } ან მეტი ადამიანია, ყველაზე ხშირად დაამთავრა: { $high } ({ $highshare }); ყველაზე იშვიათად: { $low } ({ $lowshare }). სხვაობა { $points } პროცენტული პუნქტია.
evaluation-finding-even = ნაწილებიდან, სადაც { $fewest } ან მეტი ადამიანია, ყველამ ერთნაირად ხშირად დაამთავრა ({ $share }).
evaluation-finding-pair = ყველაზე დიდი ნაჩვენები სხვაობაა „{ $step }“: { $one } { $oneshare }, { $other } { $othershare }, { $points } პროცენტული პუნქტი.
evaluation-finding-pair-few = ყველაზე დიდი ნაჩვენები სხვაობაა „{ $step }“: { $one } { $onecount } / { $oneall }, { $other } { $othercount } / { $otherall }.
evaluation-finding-pair-withheld = { $one } და { $other } ყოველ საფეხურზე ვერ შედარდება: ზოგი რიცხვი არ ჩანს.
evaluation-finding-alike = { $one } და { $other }: ყოველ საფეხურზე წილი ერთნაირია.
evaluation-finding-cohorts = დასრულებული ჯგუფებიდან, სადაც { $fewest } ან მეტი ადამიანია, დაამთავრა პირველში, { $first }: { $firstshare }; ბოლოში, { $last }: { $lastshare }.

## What was counted, and as of when
evaluation-about = { $of }, { $period }. ადამიანები, თითოეული ერთხელ დათვლილი ყოველ ნაწილში, რომელსაც ეკუთვნის.
evaluation-about-steps = წილი ითვლება ნაწილში ჩარიცხულთაგან. დაწინაურება და მეთაურობა: კურსდამთავრებულთაგან, დამთავრების დღის შემდეგ.
evaluation-period-all = ნებისმიერ დროს ჩარიცხული
evaluation-period-from = ჩარიცხული { $from }-დან
evaluation-period-to = ჩარიცხული { $to }-მდე
evaluation-period-both = ჩარიცხული { $from }-დან { $to }-მდე
evaluation-as-of = დათვლის დრო: { $time }.
evaluation-facts-all = შესულია ყველაფერი, რაც მანამდე ჩაიწერა.
evaluation-facts-behind = ჩაწერილი { $count } მოვლენა ჯერ არ დათვლილა.
evaluation-facts-unknown = ამჟამად ვერ ვიტყვით, შესულია თუ არა ყველაფერი, რაც ჩაიწერა.
evaluation-facts-parked = { $count } მოვლენის დათვლა ვერ მოხერხდა და გვერდზე გადაიდო.
evaluation-disclosure = დაუცველია: ეს ზუსტი რიცხვებია. სანამ სხვას გადასცემთ, იფიქრეთ, ვის ამოიცნობენ მათით.
evaluation-disclosure-small = დაუცველია: { $count } ზუსტი რიცხვი { $least }-ზე ნაკლებია და ადამიანის ამოცნობა შეიძლება. ასე ნუ გამოაქვეყნებთ.
evaluation-disclosure-withheld = c: არ ჩანს, რადგან { $least }-ზე ნაკლებ ადამიანზე მიუთითებდა. ეს ყოველ ცხრილს ცალ-ცალკე იცავს: რაც რამდენიმეს, მაგალითად ორი პერიოდის, შედარებიდან გამომდინარეობს, დაცული არ არის.
evaluation-panels-some = სურათზე { $all }-დან { $shown } ნაწილია, ცხრილში — ყველა.
