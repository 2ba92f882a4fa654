// Prints the OpenAPI document that the gateway serves, for who builds against it.
#include <iostream>

#include "gateway/server/descriptor_set.h"
#include "gateway/server/gateway.h"
#include "gateway/server/openapi.h"

int main() {
  using namespace waymark::gateway;
  std::cout << OpenApi(WaymarkApi(), DescriptorSet()).dump() << std::flush;
  return std::cout ? 0 : 1;
}
