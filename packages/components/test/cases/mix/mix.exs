defmodule Shop.MixProject do
  defp deps do
    [
      {:plug, "~> 1.14"},
      {:credo, "~> 1.7", only: [:dev, :test], runtime: false},
      {:own, path: "../own"}
    ]
  end
end
