#pragma once

#include <string>
#include <vector>

#include "gateway/cli/client.h"

namespace waymark::cli {

// Whose parked events: those of one organization.
struct ParkedFilter {
  std::string organization;  // its id; `-` = what concerns all
  std::string consumer;      // `evaluation`; empty = all of them
};

// The consumers that there are.
std::vector<std::string> ConsumerNames();

// Prints the parked events, the consumers one after another; a line of JSON each with
// `json`.
void ListParked(const Address& address, const ParkedFilter& filter, bool json);

// Prints one, with all that may be seen of it, as JSON.
void ShowParked(const Address& address, const std::string& name);

// Applies one, and those of its record behind it. False when one of those failed.
bool ReplayParked(const Address& address, const std::string& name, bool json);

// Applies all that are the first of their record, and those behind them. False when one
// failed.
bool ReplayAllParked(const Address& address, const ParkedFilter& filter, bool json);

// Gives one up.
void DiscardParked(const Address& address, const std::string& name, const std::string& reason, bool json);

}  // namespace waymark::cli
