#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string_view>
#include <vector>

namespace google::protobuf {
class FieldDescriptor;
}

namespace pqxx {
class result;
}

namespace waymark::db {

// Which field of a message each column of a result fills.
struct FilledFields;

// What a statement gave, as libpq holds it: for Rows, of one thread at a time.
class Result {
 public:
  // Takes it over.
  explicit Result(PGresult* taken);
  // The same values: libpqxx 6 does not hand out what it got from libpq.
  explicit Result(const pqxx::result& copied);

  int size() const { return PQntuples(tuples_.get()); }
  int columns() const { return static_cast<int>(names_.size()); }
  size_t affected() const { return affected_; }
  std::string_view name(int column) const { return names_[static_cast<size_t>(column)]; }
  // The column of that name, or -1. Handlers ask for the same columns of each row,
  // mostly in their order: it is looked for from the last one on.
  int Find(std::string_view name) const;
  bool null(int row, int column) const { return PQgetisnull(tuples_.get(), row, column) != 0; }
  // Empty for NULL; a NUL follows.
  std::string_view value(int row, int column) const {
    return {PQgetvalue(tuples_.get(), row, column),
            static_cast<size_t>(PQgetlength(tuples_.get(), row, column))};
  }

  // Of the message that was filled last from here.
  mutable std::shared_ptr<const FilledFields> filled;

 private:
  struct Clear {
    void operator()(PGresult* tuples) const { PQclear(tuples); }
  };
  const std::unique_ptr<PGresult, Clear> tuples_;
  const std::vector<std::string_view> names_;
  const size_t affected_;
  mutable int found_ = 0;  // last
};

}  // namespace waymark::db
