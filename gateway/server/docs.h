#pragma once

#include <string>
#include <string_view>

#include "gateway/server/schema.h"

namespace waymark::gateway {

// The API for people to read: one static HTML page made of the OpenAPI
// document, without scripts. Its style sheet is DocsStyle(), at `/docs.css`.
std::string DocsPage(const Json& openapi);
std::string_view DocsStyle();

}  // namespace waymark::gateway
