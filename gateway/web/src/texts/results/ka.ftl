results-lead = აკრიფეთ ქულები ან ცხრილიდან ჩასვით პირველ ველში. თუ ყოველი ჩასმული სტრიქონი ადამიანის ნომრით იწყება, ის ამ ადამიანს მიეკუთვნება. ცარიელი ველი ნიშნავს, რომ არ წარუდგენია, რაც ნული არ არის.
results-lead-read = ტირე ნიშნავს, რომ არაფერი წარუდგენია, რაც ნული არ არის.
results-attempt = ცდა
results-of = უმეტეს { $max }
results-was = იყო: { $score }
results-in-between = ამასობაში სხვამ ჩაწერა { $score }
results-no-number = რიცხვი არ არის.
results-above = არაუმეტეს { $max }.
results-pasted = ჩასმულია: { $count }. ჯერ არაფერი ჩაწერილა.
results-pasted-beyond = ბოლო სტრიქონის ან სვეტის მიღმა გამოტოვებული უჯრები: { $count }.
results-unplaced = სტრიქონები, რომლებიც არ ჩაისვა, რადგან აქაური ადამიანის ნომრით არ იწყება ან მეორედ იწყება მით: { $count }
results-unchanged = ჩასაწერი არაფერია.
results-preview = ჩაიწერება: ახალი { $fresh }, შესწორებული { $corrected }. მცდარი: { $wrong }.
results-record =
    { $count ->
        [one] ერთი შედეგის ჩაწერა
       *[other] { $count } შედეგის ჩაწერა
    }
results-recorded = ჩაიწერა: { $recorded }. უარყოფილია: { $refused }.
results-no-assessments-text = რა ფასდება, კურსის გვერდზე იწერება.
results-nobody = ჯერ არავინ მონაწილეობს
results-nobody-text = ვინც ჯგუფში სწავლობს, აქ თავისი სტრიქონი აქვს.
