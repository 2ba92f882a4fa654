attendance-session = შეხვედრა
attendance-all-sessions = ყველა შეხვედრა
attendance-no-time = დროის გარეშე
attendance-no-sessions = აღსარიცხი შეხვედრა არ არის
attendance-no-sessions-text = ჯერ ჯგუფის განრიგში შეხვედრები ჩაწერეთ; გაუქმებულები აქ არ ჩანს.
attendance-nobody = ჯერ არავინ მონაწილეობს
attendance-nobody-text = ვინც ჯგუფში სწავლობს, აქ თავისი სტრიქონი აქვს. ჩარიცხეთ ადამიანები როგორც „სწავლობს“ ან მდგომარეობა შეუცვალეთ.
attendance-session-gone = ეს შეხვედრა აღარ არის
attendance-session-gone-text = ის გაუქმდა ან მისამართი მცდარია. აირჩიეთ სხვა.
attendance-tools = არჩეულის მონიშვნა
attendance-mark-present = ესწრება
attendance-mark-absent = არ ესწრება
attendance-mark-late = დააგვიანა
attendance-mark-excused = საპატიო მიზეზით
attendance-mark-left-early = ადრე წავიდა
attendance-mark-none = არ ჩაწერილა
attendance-clear = გასუფთავება
attendance-rest = დანარჩენები ესწრებიან
attendance-undo = გაუქმება
attendance-redo = დაბრუნება
attendance-keys = კლავიშები
attendance-keys-move = ადამიანიდან ადამიანზე და შეხვედრიდან შეხვედრაზე
attendance-keys-range = რამდენიმეს ირჩევს; ნიშანი ყველას ეხება
attendance-keys-repeat = ბოლო ნიშანი კიდევ ერთხელ
attendance-keys-undo = გაუქმება და დაბრუნება
attendance-phase-pending = ჯერ არ შენახულა
attendance-phase-saved = შენახულია
attendance-phase-failed = არ შენახულა: იხილეთ ცხრილის ქვემოთ
attendance-phase-conflict = სხვამ სხვა ჩაწერა: იხილეთ ცხრილის ქვემოთ
attendance-all-saved = ყველაფერი შენახულია.
attendance-saving =
    { $count ->
        [one] ინახება ერთი ნიშანი…
       *[other] ინახება { $count } ნიშანი…
    }
attendance-away =
    { $count ->
        [one] კავშირი არ არის. ერთი ნიშანი აქ ინახება და გაიგზავნება, როცა კავშირი აღდგება.
       *[other] კავშირი არ არის. { $count } ნიშანი აქ ინახება და გაიგზავნება, როცა კავშირი აღდგება.
    }
attendance-said = { $name }: { $mark }.
attendance-said-many = { $mark }: { $count }.
attendance-said-rest =
    { $count ->
        [0] ყველას უკვე აქვს ნიშანი.
        [one] კიდევ ერთი ესწრება.
       *[other] კიდევ { $count } ესწრება.
    }
attendance-said-undone =
    { $count ->
        [0] გასაუქმებელი არაფერია.
        [one] ერთი ნიშანი გაუქმდა.
       *[other] { $count } ნიშანი გაუქმდა.
    }
attendance-said-redone =
    { $count ->
        [0] დასაბრუნებელი არაფერია.
        [one] ერთი ნიშანი დაბრუნდა.
       *[other] { $count } ნიშანი დაბრუნდა.
    }
attendance-troubles =
    { $count ->
        [one] ერთი ნიშანი არ ჩაწერილა
       *[other] { $count } ნიშანი არ ჩაწერილა
    }
attendance-failed = „{ $mark }“ უარყოფილია.
attendance-conflict = თქვენ მონიშნეთ „{ $mine }“, ამასობაში კი სხვამ „{ $theirs }“ ჩაწერა.
attendance-keep-mine = ჩემი დარჩეს: „{ $mark }“
attendance-take-theirs = დარჩეს „{ $mark }“
