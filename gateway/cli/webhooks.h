#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gateway/cli/client.h"

// What `waymark webhooks` does. Each prints what it is answered: a line for each record, or
// as the API has it with `json`.
namespace waymark::cli {

// What a webhook is to be; what is not given stays as it is.
struct WebhookOptions {
  std::optional<std::string> url, description;
  std::vector<std::string> types;
  bool usual_types = false;  // those that are meant where none are named
};

void CreateWebhook(const Address& address, const std::string& organization, const WebhookOptions& options,
                   bool json);
void ListWebhooks(const Address& address, const std::string& organization, bool json);
void ShowWebhook(const Address& address, const std::string& name);
void UpdateWebhook(const Address& address, const std::string& name, const WebhookOptions& options, bool json);
void DeleteWebhook(const Address& address, const std::string& name, bool json);
void EnableWebhook(const Address& address, const std::string& name, bool json);
void DisableWebhook(const Address& address, const std::string& name, bool json);
void RotateWebhookSecret(const Address& address, const std::string& name, std::optional<int> overlap_seconds,
                         bool json);

// Whether the receiver took it.
bool TestWebhook(const Address& address, const std::string& name, bool json);

// Which deliveries of a webhook; empty = all.
struct DeliveryFilter {
  std::string state, type, subject;
};
void ListDeliveries(const Address& address, const std::string& webhook, const DeliveryFilter& filter,
                    int limit, bool json);

// Which events of the past; days or instants, empty = not bound.
struct ReplayRange {
  std::string from, to, producer;
  int64_t first_sequence = 0, last_sequence = 0;
};
void ReplayWebhook(const Address& address, const std::string& name, const ReplayRange& range);

// Tries parked deliveries again: those named, or all.
void RetryDeliveries(const Address& address, const std::string& webhook,
                     const std::vector<std::string>& names);

}  // namespace waymark::cli
