#include "gateway/cli/command_tree.h"

#include "services/common/base/text.h"

namespace waymark::cli {
namespace {

bool IsGroup(const CLI::App& command) { return command.get_name().empty(); }

// Its own, and those of its groups of options, which are commands without a name.
std::vector<const CLI::Option*> OptionsThat(const CLI::App& command, bool are_positional) {
  auto options = command.get_options([&](const CLI::Option* option) {
    const bool is_help_of_group = IsGroup(command) && option == command.get_help_ptr();
    return option->get_positional() == are_positional && !is_help_of_group;
  });
  for (const CLI::App* group :
       command.get_subcommands([](const CLI::App* below) { return IsGroup(*below); })) {
    const auto others = OptionsThat(*group, are_positional);
    options.insert(options.end(), others.begin(), others.end());
  }
  return options;
}

void Walk(const std::string& words, const CLI::App& command,
          const std::function<void(const std::string&, const CLI::App&)>& take) {
  take(words, command);
  for (const CLI::App* below : CommandsBelow(command)) Walk(words + " " + below->get_name(), *below, take);
}

}  // namespace

void ForEachCommand(const CLI::App& app,
                    const std::function<void(const std::string& words, const CLI::App& command)>& take) {
  Walk("waymark", app, take);
}

std::vector<const CLI::App*> CommandsBelow(const CLI::App& command) {
  return command.get_subcommands([](const CLI::App* below) { return !IsGroup(*below); });
}

std::vector<const CLI::Option*> OptionsOf(const CLI::App& command) { return OptionsThat(command, false); }

std::vector<const CLI::Option*> PositionalsOf(const CLI::App& command) { return OptionsThat(command, true); }

std::vector<std::string> NamesOf(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const auto& name : option.get_snames()) names.push_back("-" + name);
  for (const auto& name : option.get_lnames()) names.push_back("--" + name);
  return names;
}

bool TakesValue(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

std::vector<std::string> ValuesOf(const CLI::Option& option) {
  // CLI::IsMember tells its members in no other way.
  const std::string type = option.get_type_name();
  const size_t begin = type.find('{'), end = type.find('}');
  if (begin == std::string::npos || end == std::string::npos) return {};
  std::vector<std::string> values;
  for (const auto value : Split(std::string_view(type).substr(begin + 1, end - begin - 1), ','))
    values.emplace_back(value);
  return values;
}

}  // namespace waymark::cli
