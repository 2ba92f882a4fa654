#include "gateway/cli/profile.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>

#include "services/common/base/clock.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

CsvError Wrong(const std::string& message) { return CsvError(0, "", "PROFILE_INVALID", message); }

std::optional<int> Number(std::string_view text) {
  int value = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

// `text` in the given form as YYYY-MM-DD; empty when it does not fit.
std::string ParseDate(std::string_view text, std::string_view form) {
  int year = 0, month = 0, day = 0;
  for (size_t i = 0; i < form.size(); ++i) {
    if (form[i] != '%' || i + 1 == form.size()) {
      if (text.empty() || text[0] != form[i]) return "";
      text.remove_prefix(1);
      continue;
    }
    int& part = form[++i] == 'Y' ? year : form[i] == 'm' ? month : day;
    const size_t most = form[i] == 'Y' ? 4 : 2;
    const auto [end, error] = std::from_chars(text.data(), text.data() + std::min(most, text.size()), part);
    if (error != std::errc()) return "";
    text.remove_prefix(static_cast<size_t>(end - text.data()));
  }
  char out[16];
  std::snprintf(out, sizeof out, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
  return text.empty() && IsDay(out) ? out : "";
}

std::string AddDays(const std::string& day, int days) {
  const std::chrono::year_month_day start{
      std::chrono::year(*Number(day.substr(0, 4))),
      std::chrono::month(static_cast<unsigned>(std::stoi(day.substr(5, 2)))),
      std::chrono::day(static_cast<unsigned>(std::stoi(day.substr(8, 2))))};
  return FormatDay(TimePoint(std::chrono::sys_days(start) + std::chrono::days(days)));
}

}  // namespace

// The fields of one row with those that joins add, by index.
using Fields = std::vector<std::string_view>;

class Profile::Value {
 public:
  virtual ~Value() = default;
  // Throws a text that says what is wrong.
  virtual std::string Of(const Fields& fields) const = 0;
};

namespace {

// Literal text with columns in between.
struct Template {
  std::vector<std::string> literals;
  std::vector<size_t> columns;  // after each literal but the last

  Template(const std::string& text, const std::vector<std::string>& sources) {
    size_t at = 0;
    for (;;) {
      const auto open = text.find('{', at);
      literals.push_back(text.substr(at, open == std::string::npos ? open : open - at));
      if (open == std::string::npos) return;
      const auto close = text.find('}', open);
      if (close == std::string::npos) throw Wrong("a template misses '}': " + text);
      const std::string name = text.substr(open + 1, close - open - 1);
      const auto found = std::find(sources.begin(), sources.end(), name);
      if (found == sources.end()) {
        throw CsvError(1, name, "COLUMN_MISSING",
                       "the file has no column " + name + ", which the profile reads");
      }
      columns.push_back(static_cast<size_t>(found - sources.begin()));
      at = close + 1;
    }
  }

  // Empty when every column it copies is empty: `{a}-{b}` of nothing is nothing.
  std::string Of(const Fields& fields) const {
    std::string out = literals[0];
    bool any = columns.empty();
    for (size_t i = 0; i < columns.size(); ++i) {
      any = any || !fields[columns[i]].empty();
      out += fields[columns[i]];
      out += literals[i + 1];
    }
    return any ? out : "";
  }
};

}  // namespace

struct Profile::Join {
  std::vector<std::string> on;
  std::vector<size_t> key_columns;  // of the file that is imported
  size_t width = 0;
  std::unordered_map<std::string, std::vector<std::string>> rows;

  template <typename Row>
  static std::string Key(const Row& row, const std::vector<size_t>& columns) {
    std::string key;
    for (const size_t column : columns) {
      key += row[column];
      key += '\x1f';
    }
    return key;
  }
};

Profile::~Profile() = default;

Profile::Profile(const std::string& path, const std::string& data_folder) {
  std::ifstream in(path);
  if (!in) throw Wrong(path + " cannot be read");
  const Json json = Json::parse(in, nullptr, false);
  if (!json.is_object() || !json.contains("columns") || !json["columns"].is_object()) {
    throw Wrong(path + " is not a profile: a JSON object with \"columns\"");
  }
  for (const auto& [key, ignored] : json.items()) {
    if (key != "columns" && key != "joins") throw Wrong(path + " does not know \"" + key + "\"");
  }
  for (const auto& [name, definition] : json["columns"].items()) {
    names_.push_back(name);
    definitions_.push_back(definition);
  }
  try {
    for (const auto& definition : json.value("joins", Json::array())) AddJoin(definition, path, data_folder);
  } catch (const Json::exception&) {
    throw Wrong(path +
                ": \"joins\" must be a list of objects with \"file\", a text, and \"on\", a list of columns");
  }
}

void Profile::AddJoin(const Json& definition, const std::string& path, const std::string& data_folder) {
  const fs::path file = definition.at("file").get<std::string>();
  fs::path found = fs::path(data_folder) / file;
  if (!fs::exists(found)) found = fs::path(path).parent_path() / file;
  auto join = std::make_unique<Join>();
  join->on = definition.at("on").get<std::vector<std::string>>();
  if (join->on.empty()) throw Wrong(path + ": the join with " + file.string() + " has no columns to join on");
  CsvReader reader(found);
  std::vector<size_t> keys;
  for (const auto& name : join->on) {
    const auto at = std::find(reader.header().begin(), reader.header().end(), name);
    if (at == reader.header().end()) throw Wrong(file.string() + " has no column " + name);
    keys.push_back(static_cast<size_t>(at - reader.header().begin()));
  }
  join->width = reader.header().size();
  for (CsvRow row; reader.Next(row);) {
    std::string key = Join::Key(row.fields, keys);
    if (!join->rows.emplace(std::move(key), std::move(row.fields)).second)
      throw CsvError(row.number, join->on.front(), "PROFILE_INVALID",
                     file.string() + " has two rows of one key: which of them is meant is not to be told");
  }
  sources_.insert(sources_.end(), reader.header().begin(), reader.header().end());
  joins_.push_back(std::move(join));
}

std::unique_ptr<Profile::Value> Profile::Parse(const Json& json) const {
  struct Text final : Value {
    Template text;
    Text(const std::string& source, const std::vector<std::string>& sources) : text(source, sources) {}
    std::string Of(const Fields& fields) const override { return text.Of(fields); }
  };
  struct First final : Value {
    std::vector<std::unique_ptr<Value>> values;
    std::string Of(const Fields& fields) const override {
      for (const auto& value : values) {
        if (auto text = value->Of(fields); !text.empty()) return text;
      }
      return "";
    }
  };
  struct Mapped final : Value {
    std::unique_ptr<Value> from, days_after;
    std::vector<std::pair<Template, std::vector<std::string>>> when;
    std::optional<std::map<std::string, std::string>> values;
    std::optional<std::string> otherwise;
    std::string date;
    std::string Of(const Fields& fields) const override {
      for (const auto& [text, allowed] : when) {
        if (std::find(allowed.begin(), allowed.end(), text.Of(fields)) == allowed.end()) return "";
      }
      std::string out = from->Of(fields);
      if (values) {
        const auto found = values->find(out);
        if (found == values->end() && !otherwise && !out.empty())
          throw "has no value for '" + out + "' in the profile";
        out = found != values->end() ? found->second : otherwise.value_or("");
      }
      if (out.empty()) return out;
      if (!date.empty()) {
        const std::string day = ParseDate(out, date);
        if (day.empty()) throw "'" + out + "' is not a date of the form " + date;
        out = day;
      }
      if (!days_after) return out;
      const std::string start = days_after->Of(fields);
      const auto days = Number(out);
      if (!days) throw "'" + out + "' is not a number of days";
      if (start.empty()) return "";
      if (!IsDay(start)) throw "'" + start + "' is not a day to count from";
      return AddDays(start, *days);
    }
  };

  if (json.is_string()) return std::make_unique<Text>(json.get<std::string>(), sources_);
  if (json.is_array()) {
    auto first = std::make_unique<First>();
    for (const auto& item : json) first->values.push_back(Parse(item));
    return first;
  }
  if (!json.is_object() || !json.contains("from"))
    throw Wrong("a value is a text, a list, or an object with \"from\"");
  for (const auto& [key, ignored] : json.items()) {
    const std::string_view known[] = {"from", "when", "values", "otherwise", "date", "days_after"};
    if (std::find(std::begin(known), std::end(known), key) == std::end(known))
      throw Wrong("does not know \"" + key + "\"");
  }
  auto mapped = std::make_unique<Mapped>();
  mapped->from = Parse(json["from"]);
  const Json when = json.value("when", Json::object());
  for (const auto& [text, allowed] : when.items()) {
    mapped->when.emplace_back(Template(text, sources_), allowed.get<std::vector<std::string>>());
  }
  if (json.contains("values")) mapped->values = json["values"].get<std::map<std::string, std::string>>();
  if (json.contains("otherwise")) mapped->otherwise = json["otherwise"].get<std::string>();
  mapped->date = json.value("date", "");
  if (json.contains("days_after")) mapped->days_after = Parse(json["days_after"]);
  return mapped;
}

void Profile::Bind(const std::vector<std::string>& header) {
  sources_.insert(sources_.begin(), header.begin(), header.end());
  for (auto& join : joins_) {
    for (const auto& name : join->on) {
      const auto at = std::find(header.begin(), header.end(), name);
      if (at == header.end())
        throw CsvError(1, name, "COLUMN_MISSING", "the file has no column " + name + " to join on");
      join->key_columns.push_back(static_cast<size_t>(at - header.begin()));
    }
  }
  try {
    for (const auto& definition : definitions_) values_.push_back(Parse(definition));
  } catch (const Json::exception&) {
    throw Wrong("a value of the profile has a part of the wrong type");
  }
}

std::vector<std::string> Profile::Apply(const CsvRow& row) const {
  Fields fields(row.fields.begin(), row.fields.end());
  for (const auto& join : joins_) {
    const auto match = join->rows.find(Join::Key(row.fields, join->key_columns));
    if (match == join->rows.end()) {
      fields.resize(fields.size() + join->width);
    } else {
      fields.insert(fields.end(), match->second.begin(), match->second.end());
    }
  }
  std::vector<std::string> out;
  for (size_t i = 0; i < values_.size(); ++i) {
    try {
      out.push_back(values_[i]->Of(fields));
    } catch (const std::string& message) {
      throw CsvError(row.number, names_[i], "VALUE_INVALID", message);
    }
  }
  return out;
}

}  // namespace waymark::cli
