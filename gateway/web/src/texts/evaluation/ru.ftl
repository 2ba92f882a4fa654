nav-evaluation = Программы
evaluation-title = Программы в цифрах
evaluation-lead = Сколько человек и докуда дошло: от зачисления до командования. Только числа: ничьи имена здесь не показываются и не передаются.
evaluation-again = Пересчитать
evaluation-none = Здесь никто не зачислен
evaluation-none-text = По этому курсу, группе и периоду обучение никто не начинал. Выберите более длинный период или все курсы.

## Whom the figures are about
evaluation-filters = Что считается
evaluation-programme = Программа
evaluation-programme-all = Все программы
evaluation-course = Курс
evaluation-course-all = Все курсы
evaluation-cohort = Группа
evaluation-cohort-all = Все группы
evaluation-from = Зачислены с
evaluation-to = Зачислены по
evaluation-period-wrong = Последний день раньше первого. Выберите более поздний.
evaluation-by = Разбивка
evaluation-by-nothing = Без разбивки
evaluation-by-sex = Пол
evaluation-by-age = Возраст при зачислении
evaluation-by-unit = Подразделение
evaluation-by-cohort = Группа
evaluation-by-course = Курс
evaluation-by-attribute = Признак
evaluation-attribute = Ключ признака
evaluation-attribute-hint = Как в записях о людях, например disability.
evaluation-level = Уровень подразделений
evaluation-level-number = Уровень { $level }
evaluation-choices-cut = Выбрать можно из большего, чем здесь перечислено.
evaluation-all = Все курсы

## Groups and steps
evaluation-total = Всего
evaluation-unknown = Неизвестно
evaluation-sex-female = Женщины
evaluation-sex-male = Мужчины
evaluation-sex-notapplicable = Не применимо
evaluation-step-enrolled = Зачислены
evaluation-step-completed = Прошли курс
evaluation-step-graduated = Выпущены
evaluation-step-promoted = Повышены после выпуска
evaluation-step-incommand = Командуют после выпуска
evaluation-step-acting = Временно командуют после выпуска
evaluation-dayunknown = День выпуска неизвестен
evaluation-share-of = { $step }, % зачисленных

## Headings
evaluation-file-title = От зачисления до командования: { $of } · { $by }
evaluation-file-whole = От зачисления до командования: { $of }
evaluation-pair = Сравнение двух частей
evaluation-pair-title = { $one } и { $other }: сравнение
evaluation-pair-one = Первая часть
evaluation-pair-other = Вторая часть
evaluation-cohorts = Группа за группой

## What the figures say
evaluation-finding-whole =
    { $enrolled ->
        [one] Зачислен { $enrolled } человек; выпущено: { $graduated } ({ $share }), затем повышено: { $promoted }, приняли командование: { $command }.
        [few] Зачислено { $enrolled } человека; выпущено: { $graduated } ({ $share }), затем повышено: { $promoted }, приняли командование: { $command }.
       *[other] Зачислено { $enrolled } человек; выпущено: { $graduated } ({ $share }), затем повышено: { $promoted }, приняли командование: { $command }.
    }
evaluation-finding-few =
    { $enrolled ->
        [one] Зачислен { $enrolled } человек; выпущено: { $graduated }, затем повышено: { $promoted }, приняли командование: { $command }.
        [few] Зачислено { $enrolled } человека; выпущено: { $graduated }, затем повышено: { $promoted }, приняли командование: { $command }.
       *[other] Зачислено { $enrolled } человек; выпущено: { $graduated }, затем повышено: { $promoted }, приняли командование: { $command }.
    }
evaluation-finding-partly = Зачислено людей: { $enrolled }; не все числа показаны: некоторые говорили бы о менее чем { $least } людях.
evaluation-finding-withheld = Сколько людей зачислено, не показано: это говорило бы о менее чем { $least }.
evaluation-finding-groups =
    { $points ->
        [one] Среди частей, где не меньше { $fewest } человек, чаще всего выпускались: { $high } ({ $highshare }); реже всего: { $low } ({ $lowshare }). Разница — { $points } процентный пункт.
        [few] Среди частей, где не меньше { $fewest } человек, чаще всего выпускались: { $high } ({ $highshare }); реже всего: { $low } ({ $lowshare }). Разница — { $points } процентных пункта.
        [many] Среди частей, где не меньше { $fewest } человек, чаще всего выпускались: { $high } ({ $highshare }); реже всего: { $low } ({ $lowshare }). Разница — { $points } процентных пунктов.
       *[other] Среди частей, где не меньше { $fewest } человек, чаще всего выпускались: { $high } ({ $highshare }); реже всего: { $low } ({ $lowshare }). Разница — { $points } процентного пункта.
    }
evaluation-finding-even = Среди частей, где не меньше { $fewest } человек, все выпускались одинаково часто ({ $share }).
evaluation-finding-pair =
    { $points ->
        [one] Наибольшая показанная разница — «{ $step }»: { $one } { $oneshare }, { $other } { $othershare }, { $points } процентный пункт.
        [few] Наибольшая показанная разница — «{ $step }»: { $one } { $oneshare }, { $other } { $othershare }, { $points } процентных пункта.
        [many] Наибольшая показанная разница — «{ $step }»: { $one } { $oneshare }, { $other } { $othershare }, { $points } процентных пунктов.
       *[other] Наибольшая показанная разница — «{ $step }»: { $one } { $oneshare }, { $other } { $othershare }, { $points } процентного пункта.
    }
evaluation-finding-pair-few = Наибольшая показанная разница — «{ $step }»: { $one } { $onecount } из { $oneall }, { $other } { $othercount } из { $otherall }.
evaluation-finding-pair-withheld = { $one } и { $other } нельзя сравнить на каждом шаге: некоторые числа не показаны.
evaluation-finding-alike = { $one } и { $other }: на каждом шаге доли одинаковы.
evaluation-finding-cohorts = Из завершённых групп, где не меньше { $fewest } человек: выпущены в первой, { $first }: { $firstshare }; в последней, { $last }: { $lastshare }.

## What was counted, and as of when
evaluation-about = { $of }, { $period }. Люди; каждый посчитан один раз в каждой части, к которой относится.
evaluation-about-steps = Доли — от зачисленных в этой части. Повышены и командуют: из выпущенных, после дня выпуска.
evaluation-period-all = зачисленные в любое время
evaluation-period-from = зачисленные с { $from }
evaluation-period-to = зачисленные по { $to }
evaluation-period-both = зачисленные с { $from } по { $to }
evaluation-as-of = Посчитано: { $time }.
evaluation-facts-all = Учтено всё, что было записано к этому времени.
evaluation-facts-behind =
    { $count ->
        [one] { $count } записанное событие ещё не учтено.
        [few] { $count } записанных события ещё не учтены.
       *[other] { $count } записанных событий ещё не учтено.
    }
evaluation-facts-unknown = Сейчас нельзя сказать, всё ли записанное учтено.
evaluation-facts-parked =
    { $count ->
        [one] { $count } событие не удалось учесть, оно отложено.
        [few] { $count } события не удалось учесть, они отложены.
       *[other] { $count } событий не удалось учесть, они отложены.
    }
evaluation-disclosure = Не защищено: это точные числа. Прежде чем передать их, подумайте, кого по ним можно узнать.
evaluation-disclosure-small =
    { $count ->
        [one] Не защищено: { $count } точное число меньше { $least }, по нему можно узнать человека. Не публикуйте его в таком виде.
        [few] Не защищено: { $count } точных числа меньше { $least }, по ним можно узнать людей. Не публикуйте их в таком виде.
       *[other] Не защищено: { $count } точных чисел меньше { $least }, по ним можно узнать людей. Не публикуйте их в таком виде.
    }
evaluation-disclosure-withheld = c: не показано, потому что говорило бы о менее чем { $least } людях. Так защищена каждая таблица сама по себе: от того, что следует из сравнения нескольких, например за два периода, защиты нет.
evaluation-panels-some = На рисунке { $shown } частей из { $all }, в таблице — все.
