#include "gateway/cli/profile.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

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
  if (!in) throw InvalidProfile(path + " cannot be read");
  const Json json = Json::parse(in, nullptr, false);
  if (!json.is_object() || !json.contains("columns") || !json["columns"].is_object()) {
    throw InvalidProfile(path + " is not a profile: a JSON object with \"columns\"");
  }
  for (const auto& [key, ignored] : json.items()) {
    if (key != "columns" && key != "joins") throw InvalidProfile(path + " does not know \"" + key + "\"");
  }
  for (const auto& [name, definition] : json["columns"].items()) {
    names_.push_back(name);
    definitions_.push_back(definition);
  }
  try {
    for (const auto& definition : json.value("joins", Json::array())) AddJoin(definition, path, data_folder);
  } catch (const Json::exception&) {
    throw InvalidProfile(
        path + ": \"joins\" must be a list of objects with \"file\", a text, and \"on\", a list of columns");
  }
}

void Profile::AddJoin(const Json& definition, const std::string& path, const std::string& data_folder) {
  const fs::path file = definition.at("file").get<std::string>();
  fs::path found = fs::path(data_folder) / file;
  if (!fs::exists(found)) found = fs::path(path).parent_path() / file;
  auto join = std::make_unique<Join>();
  join->on = definition.at("on").get<std::vector<std::string>>();
  if (join->on.empty())
    throw InvalidProfile(path + ": the join with " + file.string() + " has no columns to join on");
  CsvReader reader(found);
  std::vector<size_t> keys;
  for (const auto& name : join->on) {
    const auto at = std::find(reader.header().begin(), reader.header().end(), name);
    if (at == reader.header().end()) throw InvalidProfile(file.string() + " has no column " + name);
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
    for (const auto& definition : definitions_) values_.push_back(ParseValue(definition, sources_));
  } catch (const Json::exception&) {
    throw InvalidProfile("a value of the profile has a part of the wrong type");
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
