#include "services/common/rpc/main.h"

#include "services/evaluation/definition.h"

int main(int argc, char** argv) { return waymark::rpc::Main(argc, argv, waymark::evaluation::Definition()); }
