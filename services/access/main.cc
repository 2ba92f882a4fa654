#include "services/common/rpc/main.h"

#include <iostream>
#include <string_view>

#include "services/access/bootstrap.h"
#include "services/access/definition.h"

int main(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (first == "bootstrap") return waymark::access::Bootstrap(argc, argv);
  // The usage that all services share follows.
  if (first == "--help" || first == "-h") std::cout << waymark::access::kBootstrapUsage << "\n";
  return waymark::rpc::Main(argc, argv, waymark::access::Definition());
}
