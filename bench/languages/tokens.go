// What tokens.ts does, in Go.
package main

import (
	"encoding/json"
	"log"
	"os"
	"strconv"
	"time"

	tokens "github.com/access-tokens/cdktf-access-tokens-go/cdktfaccesstokens"
	"github.com/aws/jsii-runtime-go"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

func now() float64 {
	return float64(time.Now().UnixMicro()) / 1000
}

func main() {
	count, err := strconv.Atoi(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	app := cdktf.NewApp(&cdktf.AppConfig{Outdir: &os.Args[1]})
	stack := cdktf.NewTerraformStack(app, jsii.String("stack"))
	lifetime := tokens.Duration_Days(jsii.Number(1))
	imported := now()
	for index := range count {
		tokens.NewTimedToken(stack, jsii.Sprintf("Token%d", index), &tokens.TimedTokenProps{
			Name:     jsii.Sprintf("token-%d", index),
			Lifetime: lifetime,
		})
	}
	created := now()
	app.Synth()
	points := map[string]float64{"imported": imported, "created": created, "synthesized": now()}
	if err := json.NewEncoder(os.Stdout).Encode(points); err != nil {
		log.Fatal(err)
	}
}
