module code.example/shop

go 1.21

toolchain go1.21.3

require golang.org/x/text v0.3.5

require (
	github.com/gin-gonic/gin v1.6.0
	golang.org/x/crypto v0.0.0-20200622213623-75b288015ac9 // indirect
	github.com/old/thing v1.0.0
	github.com/local/thing v1.0.0
)

replace github.com/old/thing v1.0.0 => github.com/new/thing v2.0.0+incompatible

replace github.com/local/thing => ../thing
