#include "gateway/cli/common_options.h"

#include <CLI/CLI.hpp>
#include <cstdio>

namespace waymark::cli {
namespace {

constexpr int kLongestTimeoutSeconds = 3'600;

}  // namespace

CommonOptions& Common() {
  static CommonOptions options;
  return options;
}

void AddCommonOptions(CLI::App& app) {
  app.add_flag("-q,--quiet", Common().quiet, "no progress and no notes, only what went wrong");
  app.add_option("--timeout", Common().timeout_seconds,
                 "seconds that a call may take, and is tried again while nobody answers")
      ->check(CLI::Range(1, kLongestTimeoutSeconds));
}

void Note(const std::string& text) {
  if (!Common().quiet) std::fprintf(stderr, "%s\n", text.c_str());
}

}  // namespace waymark::cli
