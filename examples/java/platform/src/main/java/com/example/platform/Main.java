package com.example.platform;

import com.hashicorp.cdktf.App;
import io.github.accesstokens.cdktf.Duration;
import java.nio.file.Path;

public final class Main {
    private Main() {}

    public static void main(final String[] args) {
        final String files = fromEnvironment("TOKEN_FILES", Path.of("token-files").toAbsolutePath().toString());
        final App app = new App();
        new Development(app, files + "/dev");
        new Production(app, new Production.Props(
            fromEnvironment("AIVEN_ORGANIZATION_ID", null),
            fromEnvironment("HARNESS_ACCOUNT_ID", null),
            files + "/prod",
            Duration.parse(fromEnvironment("ROTATION_PERIOD", "30d"))));
        app.synth();
    }

    private static String fromEnvironment(final String name, final String otherwise) {
        final String given = System.getenv(name);
        final String value = given == null || given.isEmpty() ? otherwise : given;
        if (value == null) {
            throw new IllegalStateException(
                name + " is not set: see README.md for what the app takes from its environment");
        }
        return value;
    }
}
