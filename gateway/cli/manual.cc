#include "gateway/cli/manual.h"

#include <string_view>
#include <vector>

#include "gateway/cli/command_tree.h"

namespace waymark::cli {
namespace {

// Text as troff takes it for no command of its own.
std::string Literal(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
      out += c;
    }
  }
  return out;
}

// Lines of help are broken for a terminal; a page breaks them itself.
std::string Paragraph(std::string text) {
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return Literal(text) + "\n";
}

std::string Bold(const std::string& text) { return "\\fB" + Literal(text) + "\\fR"; }

std::string Slanted(const std::string& text) { return "\\fI" + Literal(text) + "\\fR"; }

std::vector<const CLI::Option*> OptionsButHelp(const CLI::App& command) {
  auto options = OptionsOf(command);
  std::erase(options, command.get_help_ptr());
  return options;
}

std::string Synopsis(const std::string& words, const CLI::App& command) {
  std::string line = Bold(words);
  for (const CLI::Option* positional : PositionalsOf(command)) {
    const std::string name = Slanted(positional->get_name(true));
    line += positional->get_required() ? " " + name : " [" + name + "]";
  }
  if (!OptionsButHelp(command).empty()) line += " [" + Slanted("options") + "]";
  return line + "\n";
}

std::string Entry(const CLI::Option& option) {
  std::string heading, text = option.get_description(), values;
  for (const auto& name : NamesOf(option)) heading += (heading.empty() ? "" : ", ") + Bold(name);
  if (heading.empty()) {
    heading = Slanted(option.get_name(true));
  } else if (TakesValue(option)) {
    heading += " " + Slanted("value");
  }
  for (const auto& value : ValuesOf(option)) values += (values.empty() ? ": " : ", ") + value;
  return ".TP\n" + heading + "\n" + Paragraph(text + values);
}

std::string Section(const std::string& words, const CLI::App& command) {
  std::string section = ".SS " + Literal(words) + "\n" + Synopsis(words, command) + ".PP\n" +
                        Paragraph(command.get_description());
  for (const auto* positional : PositionalsOf(command)) section += Entry(*positional);
  for (const auto* option : OptionsButHelp(command)) section += Entry(*option);
  if (command.get_footer() != command.get_parent()->get_footer())
    section += ".PP\n" + Paragraph(command.get_footer());
  return section;
}

}  // namespace

std::string ManualPage(const CLI::App& app) {
  std::string page =
      ".TH WAYMARK 1\n.SH NAME\nwaymark \\- the command line client of Waymark\n.SH SYNOPSIS\n" +
      Bold("waymark") + " [" + Slanted("options") + "] " + Slanted("command") + "\n.SH DESCRIPTION\n" +
      Paragraph(app.get_description()) + ".PP\n" + Paragraph(app.get_footer()) + ".SH OPTIONS\n";
  for (const auto* option : OptionsOf(app)) page += Entry(*option);
  page += ".SH COMMANDS\n";
  ForEachCommand(app, [&](const std::string& words, const CLI::App& command) {
    // One that others stand below does nothing by itself.
    if (CommandsBelow(command).empty()) page += Section(words, command);
  });
  return page;
}

}  // namespace waymark::cli
