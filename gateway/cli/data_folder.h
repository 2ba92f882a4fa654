#pragma once

#include <filesystem>
#include <optional>

namespace waymark::cli {

// The data folder that deploy/up left: WAYMARK_DATA, else `.waymark` here or in a folder above,
// else that of which this program is bin/waymark. Throws RequireTrusted of one found on the way up.
std::optional<std::filesystem::path> DataFolder();

// What the file `url` of a folder names is shown passwords and tokens: FAILED_PRECONDITION /
// DATA_FOLDER_FOREIGN unless both belong to who calls or to root and nobody else writes to them. For root
// by sudo they may belong to who has become it.
void RequireTrusted(const std::filesystem::path& folder);

}  // namespace waymark::cli
