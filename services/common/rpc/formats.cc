#include "services/common/rpc/formats.h"

#include <algorithm>
#include <filesystem>

#include "services/common/base/clock.h"
#include "services/common/base/ids.h"
#include "services/common/base/text.h"

namespace waymark::rpc {
namespace {

using waymark::options::v1::Format;

constexpr size_t kLongestNumber = 18;  // digits that an int64 surely takes
constexpr size_t kMaxExternalId = 200;
constexpr char kTimeZones[] = "/usr/share/zoneinfo";

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return IsUpper(c) || IsLower(c); }

bool IsPartialDate(std::string_view text) {
  if (text.ends_with('~')) text.remove_suffix(1);
  std::string day(text);
  if (text.size() == 4) day += "-01-01";
  if (text.size() == 7) day += "-01";
  return IsDay(day);
}

bool IsTimeZone(std::string_view text) {
  if (text.size() > 64 || !IsUpper(text[0])) return false;
  for (const auto part : Split(text, '/')) {
    if (part.empty() || !IsLetter(part[0])) return false;
    for (const char c : part) {
      if (!IsLetter(c) && !IsDigit(c) && c != '_' && c != '-' && c != '+') return false;
    }
  }
  // Where the machine has the list of time zones, it must be one of them.
  std::error_code ignored;
  const std::filesystem::path zones(kTimeZones);
  return !std::filesystem::is_directory(zones, ignored) ||
         std::filesystem::is_regular_file(zones / text, ignored);
}

// The shape of BCP 47: a language of 2 or 3 letters, then subtags.
bool IsLanguage(std::string_view text) {
  const auto parts = Split(text, '-');
  if (parts[0].size() < 2 || parts[0].size() > 3 ||
      !std::all_of(parts[0].begin(), parts[0].end(), IsLetter)) {
    return false;
  }
  return std::all_of(parts.begin() + 1, parts.end(), [](std::string_view part) {
    return !part.empty() && part.size() <= 8 &&
           std::all_of(part.begin(), part.end(), [](char c) { return IsLetter(c) || IsDigit(c); });
  });
}

bool IsNamedBySlug(std::string_view collection) {
  return collection == "organizations" || collection == "consumers";
}

// Who calls, and the session of the call, have names that hold for everybody.
bool IsAlias(std::string_view part, const std::vector<std::string_view>& pattern, size_t i) {
  return pattern[0] == "accounts" && ((i == 1 && part == "me") || (i == 3 && part == "current"));
}

// What is numbered and has no id of its own.
bool IsNumber(std::string_view part, const std::vector<std::string_view>& pattern, size_t i) {
  return i > 0 && (pattern[i - 1] == "auditEntries" || pattern[i - 1] == "deliveries") && !part.empty() &&
         part.size() <= kLongestNumber &&
         std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool IsExternalId(std::string_view text) {
  return text.size() > 1 && text[0] == '~' && CodePoints(text.substr(1)) <= kMaxExternalId;
}

}  // namespace

bool HasFormat(std::string_view text, Format format) {
  switch (format) {
    case Format::FORMAT_DATE:
      return IsDay(text);
    case Format::FORMAT_PARTIAL_DATE:
      return IsPartialDate(text);
    case Format::FORMAT_UUID:
      return IsUuid(text);
    case Format::FORMAT_SLUG:
      return IsSlug(text);
    case Format::FORMAT_COUNTRY:
      return text.size() == 2 && IsUpper(text[0]) && IsUpper(text[1]);
    case Format::FORMAT_TIME_ZONE:
      return IsTimeZone(text);
    case Format::FORMAT_LANGUAGE:
      return IsLanguage(text);
    default:
      return true;
  }
}

std::string_view DescriptionOf(Format format) {
  switch (format) {
    case Format::FORMAT_DATE:
      return "must be a day of the calendar as YYYY-MM-DD";
    case Format::FORMAT_PARTIAL_DATE:
      return "must be a date as YYYY-MM-DD, YYYY-MM or YYYY, with ~ behind it if it is estimated";
    case Format::FORMAT_UUID:
      return "must be a UUID in lower case, such as 0190a2c4-5e6f-7a8b-9c0d-1e2f3a4b5c6d";
    case Format::FORMAT_SLUG:
      return "must be 2 to 32 of a-z, 0-9 and -, beginning with a letter";
    case Format::FORMAT_COUNTRY:
      return "must be an ISO 3166-1 country code of two upper-case letters, such as AL";
    case Format::FORMAT_TIME_ZONE:
      return "must be an IANA time zone, such as Europe/Tirane";
    case Format::FORMAT_LANGUAGE:
      return "must be a BCP 47 language tag, such as sq or pt-BR";
    default:
      return "";
  }
}

bool IsResourceName(std::string_view name, const std::vector<std::string_view>& pattern) {
  for (size_t i = 0; i < pattern.size(); ++i) {
    const bool last = i + 1 == pattern.size();
    if (last && pattern[i] == "*" && name.starts_with('~')) return IsExternalId(name);
    const auto slash = name.find('/');
    if (last != (slash == std::string_view::npos)) return false;
    const std::string_view part = name.substr(0, slash);
    if (pattern[i] != "*") {
      if (part != pattern[i]) return false;
    } else if (i > 0 && IsNamedBySlug(pattern[i - 1])
                   ? !IsSlug(part)
                   : !IsUuid(part) && !IsAlias(part, pattern, i) && !IsNumber(part, pattern, i)) {
      return false;
    }
    if (!last) name.remove_prefix(slash + 1);
  }
  return true;
}

}  // namespace waymark::rpc
