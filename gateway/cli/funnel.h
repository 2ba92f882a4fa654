#pragma once

#include <string>
#include <vector>

#include "gateway/cli/client.h"

namespace waymark::cli {

struct FunnelOptions {
  std::string organization;
  std::string programme, course;     // external id or resource name
  std::vector<std::string> cohorts;  // the same
  std::string by;                    // sex, age_band, unit, cohort, course, attribute:KEY
  int unit_level = 0;
  std::vector<int> age_band_starts;  // empty = those of the service
  std::string from, to;
  bool json = false;
};

// Prints how many persons enrolled, completed, graduated, were promoted and took
// command, one row for each value of the dimension, with their total.
void PrintFunnel(const Address& address, const FunnelOptions& options);

}  // namespace waymark::cli
