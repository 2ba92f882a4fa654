nav-credentials = მოწმობები
graduation-not-run = ამ ჯგუფის გამოშვება ახლა არ შეიძლება
graduation-lead = სანამ არ დაადასტურებთ, არაფერი ჩაიწერება. ქვემოთ ჩანს, რა მოუვიდოდა თითოეულს თქვენს არჩეულ დღეს.
graduation-day = გამოშვების დღე
graduation-day-hint = დღევანდელი დღისთვის ცარიელი დატოვეთ.
graduation-nobody = არავინ არის ჩარიცხული
graduation-nobody-text = ჯერ ჯგუფში ადამიანები ჩარიცხეთ.
graduation-none-ready = ამ დღეს წესს არავინ ასრულებს, ვინც უკვე გამოშვებული არ არის.
graduation-do =
    { $count ->
        [one] ერთი ადამიანის გამოშვება
       *[other] { $count } ადამიანის გამოშვება
    }
graduation-confirm = მათი სწავლა გამოშვებით დასრულდება და თითოეული ნომრიან მოწმობას მიიღებს. დანარჩენები ისე დარჩებიან, როგორც არიან, და მოგვიანებით შეიძლება გამოშვებულ იქნენ.
graduation-done =
    { $count ->
        [one] { $name }: ერთი ადამიანი გამოშვებულია.
       *[other] { $name }: { $count } ადამიანი გამოშვებულია.
    }
graduation-would = გამოშვებული იქნებოდა: { $count }
graduation-decided-graduated = გამოშვებულია: { $count }
graduation-decided-rule-not-met = ვერ გადის: { $count }
graduation-decided-already-graduated = ადრე გამოშვებული: { $count }
graduation-decided-state-not-eligible = არ მონაწილეობს: { $count }
graduation-why = რა აკლია
graduation-reason = { $required }: { $actual }.
graduation-attended = ესწრებოდა ყველა შეხვედრის { $actual }
graduation-to-come = ჯერ კიდევ ჩასატარებელია { $count } შეხვედრა. ჩატარებამდე გაცდენილად ითვლება.
graduation-credential = მოწმობა
graduation-credentials = მოწმობები
graduation-credentials-lead = თითოეულს აქვს ნომერი, რომლითაც იძებნება.
graduation-number = მოწმობის ნომერი
graduation-find = პოვნა
graduation-says = რა წერია
graduation-issued = გაცემულია
graduation-until = ძალაშია
graduation-credential-valid = ძალაშია
graduation-credential-ended = ვადა გაუვიდა
graduation-credential-revoked = გაუქმებულია
graduation-revoke = გაუქმება
graduation-revoke-title = გაუქმდეს { $number }?
graduation-revoke-text = მოწმობა ({ $name }) დღეიდან ძალას კარგავს. ამის უკან დაბრუნება შეუძლებელია, მიზეზი კი იწერება.
graduation-revoked = { $number } გაუქმდა.
graduation-no-credentials = საჩვენებელი მოწმობა არ არის
graduation-no-credentials-text = მოწმობები ჯგუფის გამოშვებისას გაიცემა.
graduation-no-such-number = ასეთი ნომერი არ არის. ყველას სანახავად ველი გაასუფთავეთ.
