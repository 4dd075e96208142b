package main

import (
	"github.com/gin-gonic/gin"
	"golang.org/x/text/language"
)

func main() { r := gin.New(); _ = language.English; _ = r }
