#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace waymark::cli {

// `waymark webhooks create|list|show|…`. The one that is chosen becomes `run`.
void AddWebhookCommands(CLI::App& app, std::function<int()>& run);

}  // namespace waymark::cli
