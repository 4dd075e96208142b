Gem::Specification.new do |s|
  s.name = "shop"
  s.add_dependency "rack", "~> 2.2", ">= 2.2.3"
  s.add_runtime_dependency("json".freeze)
  s.add_development_dependency 'rake', '13.0.6'
end
