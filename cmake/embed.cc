// Turns SQL files into a header of named constants.
//
//   waymark_embed queries|migrations OUT.h NAMESPACE FRAGMENTS_DIR FILE.sql…
//
// A query file may include a fragment, or another query beside it, by `{{name}}` and
// names its parameters `:name`; they are numbered in order of first appearance, arrays
// that travel in binary form before others, and listed beside the text, so that callers
// bind by name. Migrations are taken as they stand.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

std::string Read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string WithoutComments(const std::string& sql) {
  std::istringstream in(sql);
  std::string out, line;
  while (std::getline(in, line)) {
    const auto comment = line.find("--");
    if (comment != std::string::npos) line.erase(comment);
    while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back()))) line.pop_back();
    if (!line.empty()) out += line + "\n";
  }
  return out;
}

std::string WithFragments(const fs::path& query, const fs::path& fragments) {
  std::string sql = WithoutComments(Read(query));
  for (size_t at; (at = sql.find("{{")) != std::string::npos;) {
    const auto end = sql.find("}}", at);
    if (end == std::string::npos) throw std::runtime_error("unclosed {{");
    const std::string name = sql.substr(at + 2, end - at - 2) + ".sql";
    const fs::path file = fs::exists(fragments / name) ? fragments / name : query.parent_path() / name;
    sql.replace(at, end + 2 - at, WithoutComments(Read(file)));
  }
  return sql;
}

bool IsNameChar(char c) {
  return std::islower(static_cast<unsigned char>(c)) || std::isdigit(static_cast<unsigned char>(c)) ||
         c == '_';
}

// Adds the parameters that are cast to the type, `:name::type`.
void AddOfType(const std::string& sql, const std::string& type, std::vector<std::string>& params) {
  const std::string cast = "::" + type;
  for (size_t at = 0; (at = sql.find(cast, at)) != std::string::npos; at += cast.size()) {
    size_t begin = at;
    while (begin > 0 && IsNameChar(sql[begin - 1])) --begin;
    const std::string name = sql.substr(begin, at - begin);
    if (name.empty() || begin == 0 || sql[begin - 1] != ':') continue;
    if (std::find(params.begin(), params.end(), name) == params.end()) params.push_back(name);
  }
}

// Replaces `:name` outside of quotes by `$n`; `::type` casts stay.
std::string Number(const std::string& sql, std::vector<std::string>& params) {
  std::string out;
  bool quoted = false;
  for (size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] == '\'') quoted = !quoted;
    const bool starts = !quoted && sql[i] == ':' && i + 1 < sql.size() &&
                        std::islower(static_cast<unsigned char>(sql[i + 1])) && (i == 0 || sql[i - 1] != ':');
    if (!starts) {
      out += sql[i];
      continue;
    }
    size_t end = i + 1;
    while (end < sql.size() && IsNameChar(sql[end])) ++end;
    const std::string name = sql.substr(i + 1, end - i - 1);
    auto known = std::find(params.begin(), params.end(), name);
    if (known == params.end()) known = params.insert(params.end(), name);
    out += "$" + std::to_string(known - params.begin() + 1);
    i = end - 1;
  }
  return out;
}

std::string ConstantName(const std::string& stem) {
  std::string out = "k";
  bool upper = true;
  for (char c : stem) {
    if (c == '_') {
      upper = true;
      continue;
    }
    out += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    upper = false;
  }
  return out;
}

void WriteQueries(std::ostream& out, const std::vector<fs::path>& files, const fs::path& fragments) {
  out << "#include \"services/common/db/query.h\"\n\n";
  std::string all;
  for (const auto& file : files) {
    std::vector<std::string> params;
    const std::string sql = WithFragments(file, fragments);
    AddOfType(sql, "uuid[]", params);
    const size_t uuid_arrays = params.size();
    AddOfType(sql, "bytea[]", params);
    const size_t bytea_arrays = params.size() - uuid_arrays;
    const std::string text = Number(sql, params);
    const std::string stem = file.stem().string(), constant = ConstantName(stem);
    if (!params.empty()) {
      out << "inline constexpr std::string_view " << constant << "Params[] = {";
      for (const auto& name : params) out << "\"" << name << "\", ";
      out << "};\n";
    }
    out << "inline constexpr ::waymark::db::Query " << constant << "{\"" << stem << "\", R\"sql(" << text
        << ")sql\", " << (params.empty() ? "{}" : constant + "Params") << ", " << uuid_arrays << ", "
        << bytea_arrays << "};\n\n";
    all += "    &" + constant + ",\n";
  }
  out << "// Every query of this folder, for the test that PREPAREs them.\n"
      << "inline constexpr const ::waymark::db::Query* kAllQueries[] = {\n"
      << all << "};\n";
}

void WriteMigrations(std::ostream& out, const std::vector<fs::path>& files) {
  out << "#include \"services/common/db/migrations.h\"\n\n"
      << "inline constexpr ::waymark::db::Migration kMigrations[] = {\n";
  for (const auto& file : files) {
    out << "    {\"" << file.stem().string() << "\", R\"sql(" << Read(file) << ")sql\"},\n";
  }
  out << "};\n";
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 6)
    throw std::runtime_error("usage: waymark_embed queries|migrations OUT.h NAMESPACE FRAGMENTS FILE.sql…");
  const std::string kind = argv[1], ns = argv[3];
  std::vector<fs::path> files(argv + 5, argv + argc);
  std::sort(files.begin(), files.end());
  std::ostringstream out;
  out << "#pragma once\n";
  std::ostringstream body;
  kind == "queries" ? WriteQueries(body, files, argv[4]) : WriteMigrations(body, files);
  // Includes come first, then everything inside the namespace.
  const std::string text = body.str();
  const auto end_of_include = text.find("\n\n") + 2;
  out << text.substr(0, end_of_include) << "namespace " << ns << (kind == "queries" ? "::sql" : "")
      << " {\n\n"
      << text.substr(end_of_include) << "\n}  // namespace\n";
  std::ofstream(argv[2], std::ios::binary) << out.str();
  return 0;
} catch (const std::exception& e) {
  std::cerr << "waymark_embed: " << e.what() << "\n";
  return 1;
}
