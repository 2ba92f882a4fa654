#include "gateway/cli/profile_value.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <map>
#include <optional>

#include "services/common/base/clock.h"

namespace waymark::cli {
namespace {

using Json = nlohmann::json;

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
      if (close == std::string::npos) throw InvalidProfile("a template misses '}': " + text);
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

struct Text final : ProfileValue {
  Template text;
  Text(const std::string& source, const std::vector<std::string>& sources) : text(source, sources) {}
  std::string Of(const Fields& fields) const override { return text.Of(fields); }
};

struct First final : ProfileValue {
  std::vector<std::unique_ptr<ProfileValue>> values;
  std::string Of(const Fields& fields) const override {
    for (const auto& value : values) {
      if (auto text = value->Of(fields); !text.empty()) return text;
    }
    return "";
  }
};

struct Mapped final : ProfileValue {
  std::unique_ptr<ProfileValue> from, days_after;
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

std::unique_ptr<ProfileValue> ParseMapped(const Json& json, const std::vector<std::string>& sources) {
  if (!json.is_object() || !json.contains("from"))
    throw InvalidProfile("a value is a text, a list, or an object with \"from\"");
  for (const auto& [key, ignored] : json.items()) {
    const std::string_view known[] = {"from", "when", "values", "otherwise", "date", "days_after"};
    if (std::find(std::begin(known), std::end(known), key) == std::end(known))
      throw InvalidProfile("does not know \"" + key + "\"");
  }
  auto mapped = std::make_unique<Mapped>();
  mapped->from = ParseValue(json["from"], sources);
  const Json when = json.value("when", Json::object());
  for (const auto& [text, allowed] : when.items()) {
    mapped->when.emplace_back(Template(text, sources), allowed.get<std::vector<std::string>>());
  }
  if (json.contains("values")) mapped->values = json["values"].get<std::map<std::string, std::string>>();
  if (json.contains("otherwise")) mapped->otherwise = json["otherwise"].get<std::string>();
  mapped->date = json.value("date", "");
  if (json.contains("days_after")) mapped->days_after = ParseValue(json["days_after"], sources);
  return mapped;
}

}  // namespace

CsvError InvalidProfile(const std::string& message) { return CsvError(0, "", "PROFILE_INVALID", message); }

std::unique_ptr<ProfileValue> ParseValue(const Json& json, const std::vector<std::string>& sources) {
  if (json.is_string()) return std::make_unique<Text>(json.get<std::string>(), sources);
  if (!json.is_array()) return ParseMapped(json, sources);
  auto first = std::make_unique<First>();
  for (const auto& item : json) first->values.push_back(ParseValue(item, sources));
  return first;
}

}  // namespace waymark::cli
