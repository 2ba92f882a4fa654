#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "services/common/rpc/call.h"

namespace waymark::rpc {

constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 1000;

// One page of a list by keyset. A list statement takes `:limit` and the keys of
// the last row of the page before (NULL on the first), orders by those keys and
// gives them back in the row.
class Page {
 public:
  // For any List request with page_size and page_token; everything else of the
  // request, and which it is, is bound into the token.
  template <typename Request>
  Page(const Call& call, const Request& request) : tokens_(call.tokens()) {
    Request same = request;
    same.clear_page_size();
    same.clear_page_token();
    // The same fields may be those of another list.
    query_ = same.GetDescriptor()->full_name() + '\n' + same.SerializeAsString();
    keys_ = tokens_.PageKeys(query_, request.page_token());
    size_ = request.page_size() == 0 ? kDefaultPageSize : std::min(request.page_size(), kMaxPageSize);
  }

  int size() const { return size_; }
  // Makes it a page of `count` rows, at least one, where more would be too large.
  void Shorten(size_t count) { size_ = std::clamp(static_cast<int>(count), 1, size_); }
  // For `:limit`: one row more than the page, which tells whether there is another.
  int limit() const { return size_ + 1; }
  // Key `i` of the last row before, or nullopt on the first page.
  std::optional<std::string> key(size_t i) const {
    return i < keys_.size() ? std::optional(keys_[i]) : std::nullopt;
  }

  // Fills `items` (a repeated field) from the rows, each by `fill(row, item)`, and
  // gives the token of the next page (empty at the end), whose keys are the
  // columns named.
  template <typename Items, typename FillItem>
  std::string Fill(const db::Rows& rows, Items* items, const std::vector<const char*>& key_columns,
                   FillItem fill) const {
    const size_t count = std::min(rows.size(), static_cast<size_t>(size_));
    for (size_t i = 0; i < count; ++i) fill(rows[i], *items->Add());
    if (rows.size() <= count) return "";
    std::vector<std::string> keys;
    for (const char* column : key_columns) keys.push_back(rows[count - 1].Text(column));
    return tokens_.PageToken(query_, keys);
  }
  // The same for items whose fields are the columns.
  template <typename Items>
  std::string Fill(const db::Rows& rows, Items* items, const std::vector<const char*>& key_columns) const {
    return Fill(rows, items, key_columns, [](const db::Row& row, auto& item) { row.Fill(item); });
  }

 private:
  const Tokens& tokens_;
  std::string query_;
  std::vector<std::string> keys_;
  int size_ = kDefaultPageSize;
};

}  // namespace waymark::rpc
