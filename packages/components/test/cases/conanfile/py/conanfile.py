class Shop(ConanFile):
    requires = "fmt/9.1.0", "spdlog/1.11.0"

    def build_requirements(self):
        self.tool_requires("ninja/1.11.1")
