module acme.example/stock

go 1.20

require (
	github.com/gin-gonic/gin v1.6.0
	golang.org/x/crypto v0.0.0-20200622213623-75b288015ac9
	golang.org/x/text v0.3.5
)
