defmodule Shop.MixProject do
  defp deps do
    [
      {:plug, "== 1.14.2"},
      {:jason, "~> 1.0", optional: true}
    ]
  end
end
