#include "services/common/db/result.h"

#include <algorithm>
#include <charconv>
#include <new>
#include <pqxx/result>
#include <pqxx/row>

namespace waymark::db {
namespace {

size_t AffectedBy(PGresult* tuples) {
  const std::string_view text = PQcmdTuples(tuples);
  size_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

PGresult* CopyOf(const pqxx::result& rows) {
  PGresult* copy = PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK);
  const auto columns = static_cast<int>(rows.columns());
  std::vector<PGresAttDesc> described(rows.columns());
  for (int column = 0; column < columns; ++column)
    described[static_cast<size_t>(column)].name =
        const_cast<char*>(rows.column_name(static_cast<pqxx::row::size_type>(column)));
  bool whole = copy != nullptr && (columns == 0 || PQsetResultAttrs(copy, columns, described.data()) != 0);
  int at = 0;
  for (const auto& row : rows) {
    for (int column = 0; whole && column < columns; ++column) {
      const pqxx::field field = row[static_cast<pqxx::row::size_type>(column)];
      whole = PQsetvalue(copy, at, column, field.is_null() ? nullptr : const_cast<char*>(field.c_str()),
                         field.is_null() ? -1 : static_cast<int>(field.size())) != 0;
    }
    ++at;
  }
  if (whole) return copy;
  PQclear(copy);
  throw std::bad_alloc();
}

std::vector<std::string_view> NamesOf(const PGresult* tuples) {
  std::vector<std::string_view> names(static_cast<size_t>(PQnfields(tuples)));
  for (size_t i = 0; i < names.size(); ++i) names[i] = PQfname(tuples, static_cast<int>(i));
  return names;
}

}  // namespace

Result::Result(PGresult* taken) : tuples_(taken), names_(NamesOf(taken)), affected_(AffectedBy(taken)) {}

Result::Result(const pqxx::result& copied)
    : tuples_(CopyOf(copied)),
      names_(NamesOf(tuples_.get())),
      affected_(static_cast<size_t>(copied.affected_rows())) {}

int Result::Find(std::string_view name) const {
  const auto from_last = names_.begin() + found_;
  auto at = std::find(from_last, names_.end(), name);
  if (at == names_.end()) {
    at = std::find(names_.begin(), from_last, name);
    if (at == from_last) return -1;
  }
  return found_ = static_cast<int>(at - names_.begin());
}

}  // namespace waymark::db
