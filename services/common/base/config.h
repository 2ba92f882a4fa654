#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

// Settings of a program, read from environment variables. Declare each with
// its meaning; Load() then reads all and reports every error at once, and
// Help() prints the table that `--help` shows.
class Config {
 public:
  // `environment` maps a variable's name to its value; the default reads the
  // process environment.
  using Environment = std::function<std::optional<std::string>(const std::string&)>;
  explicit Config(Environment environment = ProcessEnvironment());

  // A setting without default is required. Texts:
  Config& Text(std::string name, std::string meaning, std::string* value,
               std::optional<std::string> fallback = {});
  // A whole number between min and max:
  Config& Number(std::string name, std::string meaning, int* value, int fallback, int min, int max) {
    return Whole(std::move(name), std::move(meaning), fallback, min, max,
                 [value](int number) { *value = number; });
  }
  // The same, of seconds:
  template <typename Duration>
  Config& Seconds(std::string name, std::string meaning, Duration* value, int fallback, int min, int max) {
    return Whole(std::move(name), std::move(meaning), fallback, min, max,
                 [value](int number) { *value = std::chrono::seconds(number); });
  }
  // One of the given words:
  Config& OneOf(std::string name, std::string meaning, std::string* value, std::vector<std::string> words,
                std::string fallback);
  // The content of the file that the variable names, without the trailing
  // newline: for secrets. Where each line is one, a shorter one than `least` bytes
  // could be guessed; of a PEM lines may be empty.
  Config& SecretFile(std::string name, std::string meaning, std::string* value, size_t least = 0);

  // Reads all settings; the errors found, one text each, empty when fine.
  std::vector<std::string> Load();

  // The table of settings: name, meaning, default.
  std::string Help() const;

 private:
  struct Setting {
    std::string name;
    std::string meaning;
    std::optional<std::string> fallback;
    // Takes the value; an error text or empty.
    std::function<std::string(const std::string&)> take;
  };
  static Environment ProcessEnvironment();
  Config& Whole(std::string name, std::string meaning, int fallback, int min, int max,
                std::function<void(int)> set);

  Environment environment_;
  std::vector<Setting> settings_;
};

// Handles `--help` and errors for a program: loads the settings, prints what is
// wrong to stderr and exits with 2, or prints the help and exits with 0.
void LoadOrExit(Config& config, int argc, char** argv, std::string_view usage);

}  // namespace waymark
