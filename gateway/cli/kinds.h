#pragma once

#include <google/protobuf/message.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/cli/csv.h"

namespace waymark::cli {

// One canonical column and the field of the record that it fills. How text
// becomes the field's value follows from the field: its type, and for a
// reference the resource pattern in its rules.
struct Column {
  std::string_view name;
  std::string_view field;  // path in the record, `completion_rule.min_attendance_percent`
  bool required = false;
};

// A kind of record that import and export know: all that is particular to it.
struct Kind {
  std::string_view name;          // `career-events`
  std::string_view batch_method;  // `waymark.…/BatchCreate…`
  std::string_view list_method;   // `waymark.…/List…`
  std::string_view record;        // the record's field in the item's request, `career_event`
  std::string_view collection;    // `careerEvents`
  std::vector<Column> columns;
  // Rows with the same value here keep their order and stay in one batch where
  // they are adjacent; `*` keeps the order of all rows.
  std::string_view in_order_of = "";
  // Whether `attribute.KEY` columns are taken.
  bool attributes = false;
  // A column whose records have no file of their own: each that it names is made
  // before the first row that needs it, its title its external id.
  std::string_view made_column = "";
  std::string_view made_by = "";    // `waymark.…/CreateLadder`
  std::string_view made_list = "";  // `waymark.…/ListLadders`
  // Whether a record is corrected by another that supersedes it: those that stand are exported.
  bool superseded = false;
  // What the columns say together, after all are filled; what is exported is finished, too.
  void (*finish)(google::protobuf::Message& record) = nullptr;
};

const std::vector<Kind>& Kinds();
// Throws InvalidField("kind", …) that lists the kinds.
const Kind& FindKind(std::string_view name);

// The type of the kind's records.
const google::protobuf::Descriptor& RecordOf(const Kind& kind);

// The columns of a file of a kind, in file order.
class RowFormat {
 public:
  // Throws CsvError for a column that the kind does not have, or a required one
  // that is missing. Columns `error.…` are passed over: they are what a file of
  // rejected rows adds.
  RowFormat(const Kind& kind, const std::vector<std::string>& header);

  // Fills the record from the canonical fields. Throws CsvError with the row,
  // the column and what is wrong.
  void Fill(const CsvRow& row, std::string_view organization, google::protobuf::Message& record) const;

  // The column that fills the field at `path` of the item's request
  // (`enrolment.cohort`, `participant.attributes[1].value`), or the path itself.
  std::string ColumnOf(const CsvRow& row, std::string_view path) const;
  // The row's field under a column; empty when the file lacks it.
  std::string Value(const CsvRow& row, std::string_view column) const;

 private:
  // The header of the attribute that is at this place among those of the row.
  std::string AttributeAt(const CsvRow& row, size_t index) const;

  const Kind& kind_;
  const std::vector<std::string> header_;
  std::vector<const Column*> columns_;  // by position; nullptr = passed over or attribute
};

// The value of a column of a record as text, for export; references as the
// resource name they hold.
std::string TextOf(const google::protobuf::Message& record, const Column& column);

// The attributes of a record by their keys; of several values of one key the last.
std::map<std::string, std::string> AttributesOf(const google::protobuf::Message& record);

// The header of the column of an attribute.
std::string AttributeColumn(std::string_view key);

// The collection that a reference column refers to (`units`); empty for others.
std::string_view CollectionOf(const google::protobuf::Descriptor& record, const Column& column);

}  // namespace waymark::cli
