results-lead = Введите баллы или вставьте их из таблицы в первое поле. Если каждая вставленная строка начинается с номера человека, она попадёт к нему. Пустое поле — не сдано, это не ноль.
results-lead-read = Прочерк — ничего не сдано, это не ноль.
results-attempt = Попытка
results-of = из { $max }
results-was = было: { $score }
results-in-between = другой тем временем записал { $score }
results-no-number = Не число.
results-above = Не больше { $max }.
results-pasted = Вставлено: { $count }. Пока ничего не записано.
results-pasted-beyond = Ячейки за последней строкой или столбцом, пропущены: { $count }.
results-unplaced = Строки, которые не вставлены: они не начинаются с номера человека отсюда или начинаются с него второй раз: { $count }
results-unchanged = Записывать нечего.
results-preview = Будет записано: новых { $fresh }, исправленных { $corrected }. С ошибкой: { $wrong }.
results-record =
    { $count ->
        [one] Записать { $count } результат
        [few] Записать { $count } результата
       *[other] Записать { $count } результатов
    }
results-recorded = Записано: { $recorded }. Отказано: { $refused }.
results-no-assessments-text = То, что оценивается, вносят на странице курса.
results-nobody = Пока никто не участвует
results-nobody-text = У каждого, кто учится в группе, здесь есть строка.
