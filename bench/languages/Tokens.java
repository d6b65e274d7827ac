import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import com.hashicorp.cdktf.TerraformStack;
import io.github.accesstokens.cdktf.Duration;
import io.github.accesstokens.cdktf.TimedToken;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What tokens.ts does, in Java. */
public final class Tokens {
    private static double now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) / 1000.0;
    }

    public static void main(final String[] args) {
        final App app = new App(AppConfig.builder().outdir(args[0]).build());
        final TerraformStack stack = new TerraformStack(app, "stack");
        final Duration lifetime = Duration.days(1);
        final double imported = now();
        for (int index = 0; index < Integer.parseInt(args[1]); index++) {
            TimedToken.Builder.create(stack, "Token" + index).name("token-" + index).lifetime(lifetime).build();
        }
        final double created = now();
        app.synth();
        System.out.printf(Locale.ROOT, "{\"imported\": %f, \"created\": %f, \"synthesized\": %f}%n",
            imported, created, now());
    }
}
