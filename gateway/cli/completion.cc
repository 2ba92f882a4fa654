#include "gateway/cli/completion.h"

#include <vector>

#include "gateway/cli/command_tree.h"

namespace waymark::cli {
namespace {

// `command`: the words of the command that is typed. The word before the one to complete tells
// whether that is the value of an option, or what stands first behind the command.
constexpr char kBegin[] = R"(# Completion of `waymark`, for bash and zsh.
if [ -n "${ZSH_VERSION:-}" ]; then autoload -U +X bashcompinit && bashcompinit; fi
_waymark() {
  local command=waymark typed=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local i options='' valued='' first='' words=''
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$command ${COMP_WORDS[i]}" in
)";
constexpr char kCommands[] = R"() command="$command ${COMP_WORDS[i]}" ;;
    esac
  done
  case $command in
)";
constexpr char kValues[] = R"(  esac
  case "$command $before" in
)";
constexpr char kEnd[] = R"(  *)
    case " $valued " in
    *" $before "*) ;;
    *)
      case $typed in
      -*) words=$options ;;
      *) case $command in *"$before") words=$first ;; esac ;;
      esac
      ;;
    esac
    ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$typed"))
}
complete -o default -F _waymark waymark
)";

void Append(std::string& list, const std::string& word, const char* between = " ") {
  if (!list.empty()) list += between;
  list += word;
}

// What the program itself takes is taken behind its commands, too.
std::vector<const CLI::Option*> OptionsBehind(const CLI::App& app, const CLI::App& command) {
  auto options = OptionsOf(command);
  if (&command == &app) return options;
  for (const CLI::Option* option : OptionsOf(app)) {
    const bool has_own = command.get_option_no_throw(option->get_name()) != nullptr;
    if (!has_own && option != app.get_version_ptr()) options.push_back(option);
  }
  return options;
}

struct Words {
  std::string options, valued, first;  // names of options, of those that take a value; what may stand first
};

Words WordsOf(const CLI::App& app, const CLI::App& command) {
  Words words;
  for (const CLI::Option* option : OptionsBehind(app, command)) {
    for (const auto& name : NamesOf(*option)) {
      Append(words.options, name);
      if (TakesValue(*option)) Append(words.valued, name);
    }
  }
  for (const CLI::App* below : CommandsBelow(command)) Append(words.first, below->get_name());
  const auto positionals = PositionalsOf(command);
  if (!positionals.empty()) {
    for (const auto& value : ValuesOf(*positionals.front())) Append(words.first, value);
  }
  return words;
}

// Of each option of a command whose values have names.
std::string CasesOfValues(const std::string& name, const CLI::App& command) {
  std::string cases;
  for (const CLI::Option* option : OptionsOf(command)) {
    std::string values, patterns;
    for (const auto& value : ValuesOf(*option)) Append(values, value);
    for (const auto& option_name : NamesOf(*option))
      Append(patterns, "'" + name + " " + option_name + "'", " | ");
    if (!values.empty()) cases += "  " + patterns + ") words='" + values + "' ;;\n";
  }
  return cases;
}

}  // namespace

std::string CompletionScript(const CLI::App& app) {
  std::string below, commands, values;
  ForEachCommand(app, [&](const std::string& name, const CLI::App& command) {
    if (&command != &app) Append(below, "'" + name + "'", " | ");
    const Words words = WordsOf(app, command);
    commands += "  '" + name + "') options='" + words.options + "' valued='" + words.valued + "' first='" +
                words.first + "' ;;\n";
    values += CasesOfValues(name, command);
  });
  return kBegin + ("    " + below) + kCommands + commands + kValues + values + kEnd;
}

}  // namespace waymark::cli
