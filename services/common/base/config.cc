#include "services/common/base/config.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "services/common/base/text.h"

namespace waymark {

Config::Environment Config::ProcessEnvironment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value && *value ? std::optional<std::string>(value) : std::nullopt;
  };
}

Config::Config(Environment environment) : environment_(std::move(environment)) {}

Config& Config::Text(std::string name, std::string meaning, std::string* value,
                     std::optional<std::string> fallback) {
  settings_.push_back(
      {std::move(name), std::move(meaning), std::move(fallback), [value](const std::string& text) {
         *value = text;
         return std::string();
       }});
  return *this;
}

Config& Config::Whole(std::string name, std::string meaning, int fallback, int min, int max,
                      std::function<void(int)> set) {
  auto take = [min, max, set = std::move(set)](const std::string& text) -> std::string {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < min || number > max)
      return "must be a whole number from " + std::to_string(min) + " to " + std::to_string(max);
    set(number);
    return "";
  };
  settings_.push_back({std::move(name), std::move(meaning), std::to_string(fallback), std::move(take)});
  return *this;
}

Config& Config::OneOf(std::string name, std::string meaning, std::string* value,
                      std::vector<std::string> words, std::string fallback) {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : ", ") + word;
  auto take = [value, words = std::move(words), list](const std::string& text) -> std::string {
    if (std::find(words.begin(), words.end(), text) == words.end()) return "must be one of " + list;
    *value = text;
    return "";
  };
  settings_.push_back({std::move(name), meaning + " (" + list + ")", std::move(fallback), std::move(take)});
  return *this;
}

Config& Config::SecretFile(std::string name, std::string meaning, std::string* value, size_t least) {
  auto take = [value, least](const std::string& path) -> std::string {
    std::ifstream in(path, std::ios::binary);
    if (!in) return "names a file that cannot be read: " + path;
    std::ostringstream text;
    text << in.rdbuf();
    *value = text.str();
    while (!value->empty() && (value->back() == '\n' || value->back() == '\r')) value->pop_back();
    if (value->empty()) return "names a file that is empty: " + path;
    const auto lines = Split(*value, '\n');
    if (std::all_of(lines.begin(), lines.end(), [least](auto line) { return line.size() >= least; }))
      return "";
    return "names a file with a line of fewer than " + std::to_string(least) + " bytes: " + path;
  };
  settings_.push_back({std::move(name), std::move(meaning), std::nullopt, std::move(take)});
  return *this;
}

std::vector<std::string> Config::Load() {
  std::vector<std::string> errors;
  for (const auto& setting : settings_) {
    const auto given = environment_(setting.name);
    if (!given && !setting.fallback) {
      errors.push_back(setting.name + " is not set: " + setting.meaning);
      continue;
    }
    const std::string error = setting.take(given ? *given : *setting.fallback);
    if (!error.empty()) errors.push_back(setting.name + " " + error);
  }
  return errors;
}

std::string Config::Help() const {
  size_t width = 0;
  for (const auto& setting : settings_) width = std::max(width, setting.name.size());
  std::string out = "Settings (environment variables):\n";
  for (const auto& setting : settings_) {
    out += "  " + setting.name + std::string(width - setting.name.size() + 2, ' ') + setting.meaning;
    if (!setting.fallback) {
      out += " [required]";
    } else if (!setting.fallback->empty()) {
      out += " [" + *setting.fallback + "]";
    }
    out += "\n";
  }
  return out;
}

void LoadOrExit(Config& config, int argc, char** argv, std::string_view usage) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    if (arg == "--help" || arg == "-h") {
      std::cout << usage << "\n\n" << config.Help();
      std::exit(0);
    }
  }
  const auto errors = config.Load();
  if (errors.empty()) return;
  for (const auto& error : errors) std::cerr << error << "\n";
  std::cerr << "See " << argv[0] << " --help.\n";
  std::exit(2);
}

}  // namespace waymark
