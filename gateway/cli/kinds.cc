#include "gateway/cli/kinds.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <charconv>

#include "services/common/base/text.h"
#include "services/common/status/error.h"
#include "waymark/options/v1/options.pb.h"
#include "waymark/vocabulary/v1/vocabulary.pb.h"

namespace waymark::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::string_view kAttribute = "attribute.";

// The collection in a pattern `organizations/*/units/*`.
std::string_view PatternCollection(const FieldDescriptor& field) {
  const std::string& pattern = field.options().GetExtension(waymark::options::v1::rules).resource();
  const auto parts = Split(pattern, '/');
  return parts.size() >= 4 ? parts[parts.size() - 2] : std::string_view();
}

// `SEX_` of the enum Sex, `CAREER_EVENT_TYPE_` of CareerEventType.
std::string Prefix(const EnumDescriptor& type) {
  const std::string& first = type.value(0)->name();
  return first.substr(0, first.rfind("UNSPECIFIED"));
}

std::string EnumText(const FieldDescriptor& field, int number) {
  const auto* value = field.enum_type()->FindValueByNumber(number);
  return value && number != 0 ? Lower(value->name().substr(Prefix(*field.enum_type()).size())) : "";
}

int EnumNumber(const FieldDescriptor& field, std::string_view text) {
  const EnumDescriptor& type = *field.enum_type();
  std::string words;
  std::string wanted = Lower(text);
  std::replace_if(
      wanted.begin(), wanted.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
  if (wanted == "unknown") return 0;
  for (int i = 1; i < type.value_count(); ++i) {
    const std::string word = EnumText(field, type.value(i)->number());
    if (word == wanted) return type.value(i)->number();
    words += (words.empty() ? "" : ", ") + word;
  }
  throw "must be one of " + words + ", or empty";
}

template <typename T>
T NumberOf(std::string_view text, const char* what) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) throw std::string("must be ") + what;
  return value;
}

bool BoolOf(std::string_view text) {
  const std::string word = Lower(text);
  if (word == "true" || word == "yes" || word == "1") return true;
  if (word == "false" || word == "no" || word == "0") return false;
  throw std::string("must be yes or no");
}

void SetText(Message& message, const FieldDescriptor& field, std::string_view text,
             std::string_view organization) {
  const auto& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string_view collection = PatternCollection(field);
      if (collection.empty() || text.starts_with("organizations/")) {
        return reflection.SetString(&message, &field, std::string(text));
      }
      return reflection.SetString(&message, &field,
                                  "organizations/" + std::string(organization) + "/" +
                                      std::string(collection) + "/~" + std::string(text));
    }
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection.SetEnumValue(&message, &field, EnumNumber(field, text));
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.SetInt32(&message, &field, NumberOf<int32_t>(text, "a whole number"));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return reflection.SetDouble(&message, &field,
                                  NumberOf<double>(text, "a number, with a point for decimals"));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.SetBool(&message, &field, BoolOf(text));
    default: {
      google::protobuf::Timestamp time;
      if (!google::protobuf::util::TimeUtil::FromString(std::string(text), &time)) {
        throw std::string(
            "must be a time with its zone, like 2026-01-15T09:00:00Z or 2026-01-15T09:00:00+01:00");
      }
      reflection.MutableMessage(&message, &field)->CopyFrom(time);
    }
  }
}

// The message that holds the last field of a path, and that field.
template <typename M, typename Step>
std::pair<M*, const FieldDescriptor*> Walk(M& record, std::string_view path, Step step) {
  M* message = &record;
  for (;;) {
    const auto dot = path.find('.');
    const auto* field = message->GetDescriptor()->FindFieldByName(std::string(path.substr(0, dot)));
    if (!field)
      throw Internal("no field " + std::string(path) + " in " + message->GetDescriptor()->full_name());
    if (dot == std::string_view::npos) return {message, field};
    message = step(*message, *field);
    path.remove_prefix(dot + 1);
  }
}

void AddAttribute(Message& record, std::string_view key, std::string_view value) {
  const auto* field = record.GetDescriptor()->FindFieldByName("attributes");
  Message& attribute = *record.GetReflection()->AddMessage(&record, field);
  const Descriptor& type = *attribute.GetDescriptor();
  attribute.GetReflection()->SetString(&attribute, type.FindFieldByName("key"), std::string(key));
  attribute.GetReflection()->SetString(&attribute, type.FindFieldByName("value"), std::string(value));
}

// An enrolment that comes in another state than it could begin in is a record of the past:
// nothing is checked again and no credential is issued for it.
void MarkHistorical(Message& record) {
  using namespace waymark::vocabulary::v1;
  const auto& enrolment = record.GetReflection();
  const Descriptor& type = *record.GetDescriptor();
  const int state = enrolment->GetEnumValue(record, type.FindFieldByName("state"));
  const bool begins = state == ENROLMENT_STATE_UNSPECIFIED || state == ENROLMENT_STATE_APPLIED ||
                      state == ENROLMENT_STATE_ACCEPTED || state == ENROLMENT_STATE_ACTIVE;
  enrolment->SetBool(&record, type.FindFieldByName("historical"), !begins);
}

}  // namespace

const std::vector<Kind>& Kinds() {
  static const std::vector<Kind> kinds = {
      {.name = "units",
       .batch_method = "waymark.participants.v1.UnitsService/BatchCreateUnits",
       .list_method = "waymark.participants.v1.UnitsService/ListUnits",
       .record = "unit",
       .collection = "units",
       .columns = {{"external_id", "external_id", true},
                   {"display_name", "display_name", true},
                   {"kind", "kind"},
                   {"parent", "parent"}},
       .in_order_of = "*"},
      {.name = "participants",
       .batch_method = "waymark.participants.v1.ParticipantsService/BatchCreateParticipants",
       .list_method = "waymark.participants.v1.ParticipantsService/ListParticipants",
       .record = "participant",
       .collection = "participants",
       .columns = {{"external_id", "external_id", true},
                   {"display_name", "display_name"},
                   {"given_name", "given_name"},
                   {"family_name", "family_name"},
                   {"sex", "sex"},
                   {"birth_date", "birth_date"},
                   {"unit", "unit"},
                   {"joined_on", "joined_on"},
                   {"protection", "protection"}},
       .attributes = true},
      {.name = "courses",
       .batch_method = "waymark.courses.v1.CoursesService/BatchCreateCourses",
       .list_method = "waymark.courses.v1.CoursesService/ListCourses",
       .record = "course",
       .collection = "courses",
       .columns = {{"external_id", "external_id", true},
                   {"title", "title", true},
                   {"planned_hours", "planned_hours"},
                   {"min_attendance_percent", "completion_rule.min_attendance_percent"}}},
      {.name = "cohorts",
       .batch_method = "waymark.courses.v1.CohortsService/BatchCreateCohorts",
       .list_method = "waymark.courses.v1.CohortsService/ListCohorts",
       .record = "cohort",
       .collection = "cohorts",
       .columns = {{"external_id", "external_id", true},
                   {"course", "course", true},
                   {"title", "title"},
                   {"unit", "unit"},
                   {"starts_on", "starts_on"},
                   {"ends_on", "ends_on"},
                   {"capacity", "capacity"}}},
      {.name = "sessions",
       .batch_method = "waymark.courses.v1.CohortsService/BatchCreateSessions",
       .list_method = "waymark.courses.v1.CohortsService/ListSessions",
       .record = "session",
       .collection = "sessions",
       .columns = {{"external_id", "external_id", true},
                   {"cohort", "cohort", true},
                   {"starts_at", "start_time", true},
                   {"ends_at", "end_time"},
                   {"topic", "topic"}}},
      {.name = "assessments",
       .batch_method = "waymark.courses.v1.AssessmentsService/BatchCreateAssessments",
       .list_method = "waymark.courses.v1.AssessmentsService/ListAssessments",
       .record = "assessment",
       .collection = "assessments",
       .columns = {{"external_id", "external_id", true},
                   {"course", "course", true},
                   {"cohort", "cohort"},
                   {"kind", "kind"},
                   {"max_score", "max_score"},
                   {"pass_score", "pass_score"},
                   {"weight", "weight"}}},
      {.name = "enrolments",
       .batch_method = "waymark.courses.v1.EnrolmentsService/BatchCreateEnrolments",
       .list_method = "waymark.courses.v1.EnrolmentsService/ListEnrolments",
       .record = "enrolment",
       .collection = "enrolments",
       .columns = {{"external_id", "external_id"},
                   {"participant", "participant", true},
                   {"cohort", "cohort", true},
                   {"state", "state"},
                   {"enrolled_on", "enrolled_on"},
                   {"state_on", "state_on"},
                   {"exit_reason", "exit_reason"}},
       .attributes = true,
       .finish = MarkHistorical},
      {.name = "attendances",
       .batch_method = "waymark.courses.v1.AttendancesService/BatchCreateAttendances",
       .list_method = "waymark.courses.v1.AttendancesService/ListAttendances",
       .record = "attendance",
       .collection = "attendances",
       .columns = {{"session", "session", true},
                   {"participant", "participant", true},
                   {"code", "code", true},
                   {"minutes", "minutes"}}},
      {.name = "results",
       .batch_method = "waymark.courses.v1.AssessmentsService/BatchCreateResults",
       .list_method = "waymark.courses.v1.AssessmentsService/ListResults",
       .record = "result",
       .collection = "results",
       .columns = {{"assessment", "assessment", true},
                   {"participant", "participant", true},
                   {"attempt", "attempt"},
                   {"score", "score"},
                   {"assessed_on", "assessed_on"}}},
      {.name = "rungs",
       .batch_method = "waymark.progression.v1.LaddersService/BatchCreateRungs",
       .list_method = "waymark.progression.v1.LaddersService/ListRungs",
       .record = "rung",
       .collection = "rungs",
       .columns = {{"ladder", "ladder", true},
                   {"external_id", "external_id", true},
                   {"title", "title", true},
                   {"position", "position", true},
                   {"command", "command"}},
       .in_order_of = "*",
       .made_column = "ladder",
       .made_by = "waymark.progression.v1.LaddersService/CreateLadder",
       .made_list = "waymark.progression.v1.LaddersService/ListLadders"},
      {.name = "posts",
       .batch_method = "waymark.progression.v1.PostsService/BatchCreatePosts",
       .list_method = "waymark.progression.v1.PostsService/ListPosts",
       .record = "post",
       .collection = "posts",
       .columns = {{"external_id", "external_id", true},
                   {"title", "title", true},
                   {"unit", "unit"},
                   {"rung", "rung"},
                   {"command", "command"}}},
      {.name = "career-events",
       .batch_method = "waymark.progression.v1.CareersService/BatchCreateCareerEvents",
       .list_method = "waymark.progression.v1.CareersService/ListCareerEvents",
       .record = "career_event",
       .collection = "careerEvents",
       .columns = {{"external_id", "external_id"},
                   {"participant", "participant", true},
                   {"type", "type"},
                   {"rung", "rung"},
                   {"post", "post"},
                   {"unit", "unit"},
                   {"effective_on", "effective_on", true}},
       .in_order_of = "participant"}};
  return kinds;
}

const Kind& FindKind(std::string_view name) {
  std::string names;
  for (const Kind& kind : Kinds()) {
    if (kind.name == name) return kind;
    names += (names.empty() ? "" : ", ") + std::string(kind.name);
  }
  throw InvalidField("kind", "must be one of " + names);
}

RowFormat::RowFormat(const Kind& kind, const std::vector<std::string>& header)
    : kind_(kind), header_(header) {
  for (const auto& name : header) {
    const auto known = std::find_if(kind.columns.begin(), kind.columns.end(),
                                    [&](const Column& column) { return column.name == name; });
    const bool passed_over = name.starts_with("error.") || (kind.attributes && name.starts_with(kAttribute));
    if (known == kind.columns.end() && !passed_over) {
      std::string names;
      for (const Column& column : kind.columns)
        names += (names.empty() ? "" : ", ") + std::string(column.name);
      throw CsvError(1, name, "COLUMN_UNKNOWN",
                     "is not a column of " + std::string(kind.name) + ", which has " + names +
                         (kind.attributes ? " and attribute.KEY" : ""));
    }
    columns_.push_back(known == kind.columns.end() ? nullptr : &*known);
  }
  for (const Column& column : kind.columns) {
    if (column.required && std::find(columns_.begin(), columns_.end(), &column) == columns_.end()) {
      throw CsvError(1, std::string(column.name), "COLUMN_MISSING", "this column is missing");
    }
  }
}

void RowFormat::Fill(const CsvRow& row, std::string_view organization, Message& record) const {
  for (size_t i = 0; i < columns_.size(); ++i) {
    const std::string& text = row.fields[i];
    const bool attribute = !columns_[i] && header_[i].starts_with(kAttribute);
    if (text.empty()) {
      if (columns_[i] && columns_[i]->required)
        throw CsvError(row.number, header_[i], "VALUE_MISSING", "must not be empty");
    } else if (attribute) {
      AddAttribute(record, std::string_view(header_[i]).substr(kAttribute.size()), text);
    } else if (columns_[i]) {
      const auto [message, field] =
          Walk(record, columns_[i]->field, [](Message& at, const FieldDescriptor& next) {
            return at.GetReflection()->MutableMessage(&at, &next);
          });
      try {
        SetText(*message, *field, text, organization);
      } catch (const std::string& wrong) {
        throw CsvError(row.number, header_[i], "VALUE_INVALID", wrong);
      }
    }
  }
  if (kind_.finish) kind_.finish(record);
}

std::string RowFormat::ColumnOf(const CsvRow& row, std::string_view path) const {
  const std::string prefix = std::string(kind_.record) + ".";
  std::string_view field = path;
  if (field.starts_with(prefix)) field.remove_prefix(prefix.size());
  for (const Column& column : kind_.columns) {
    if (column.field == field) return std::string(column.name);
  }
  size_t index = 0;
  if (constexpr std::string_view kList = "attributes["; field.starts_with(kList)) {
    const std::string_view number = field.substr(kList.size());
    if (std::from_chars(number.data(), number.data() + number.size(), index).ec == std::errc()) {
      if (auto column = AttributeAt(row, index); !column.empty()) return column;
    }
  }
  return std::string(field);
}

std::string RowFormat::AttributeAt(const CsvRow& row, size_t index) const {
  for (size_t i = 0; i < header_.size(); ++i) {
    if (!columns_[i] && header_[i].starts_with(kAttribute) && !row.fields[i].empty() && index-- == 0)
      return header_[i];
  }
  return "";
}

std::string RowFormat::Value(const CsvRow& row, std::string_view column) const {
  const auto at = std::find(header_.begin(), header_.end(), column);
  return at == header_.end() ? "" : row.fields[static_cast<size_t>(at - header_.begin())];
}

std::string TextOf(const Message& record, const Column& column) {
  const auto [message, field] =
      Walk(record, column.field, [](const Message& at, const FieldDescriptor& next) {
        return &at.GetReflection()->GetMessage(at, &next);
      });
  const auto& reflection = *message->GetReflection();
  if (field->has_presence() && !reflection.HasField(*message, field)) return "";
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.GetString(*message, field);
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumText(*field, reflection.GetEnumValue(*message, field));
    case FieldDescriptor::CPPTYPE_INT32: {
      const int32_t number = reflection.GetInt32(*message, field);
      return number == 0 && !field->has_presence() && !column.required ? "" : std::to_string(number);
    }
    case FieldDescriptor::CPPTYPE_DOUBLE: {
      char out[32];
      const double number = reflection.GetDouble(*message, field);
      if (number == 0 && !field->has_presence()) return "";
      return std::string(out, std::to_chars(out, out + sizeof out, number).ptr);
    }
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.GetBool(*message, field) ? "yes" : "no";
    default:
      return google::protobuf::util::TimeUtil::ToString(
          static_cast<const google::protobuf::Timestamp&>(reflection.GetMessage(*message, field)));
  }
}

std::map<std::string, std::string> AttributesOf(const Message& record) {
  const auto* field = record.GetDescriptor()->FindFieldByName("attributes");
  const auto& reflection = *record.GetReflection();
  std::map<std::string, std::string> values;
  for (int i = 0; i < reflection.FieldSize(record, field); ++i) {
    const Message& attribute = reflection.GetRepeatedMessage(record, field, i);
    const auto text = [&](const char* name) {
      return attribute.GetReflection()->GetString(attribute,
                                                  attribute.GetDescriptor()->FindFieldByName(name));
    };
    // They come in the order of their days.
    values[text("key")] = text("value");
  }
  return values;
}

std::string AttributeColumn(std::string_view key) { return std::string(kAttribute) + std::string(key); }

std::string_view CollectionOf(const Descriptor& record, const Column& column) {
  if (column.field.find('.') != std::string_view::npos) return "";
  return PatternCollection(*record.FindFieldByName(std::string(column.field)));
}

}  // namespace waymark::cli
