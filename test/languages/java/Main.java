package com.example.platform;

/** Runs the examples whose classes its arguments name, each in an app of its own. */
public class Main {
    public static void main(String[] examples) {
        int failed = 0;
        for (String example : examples) {
            try {
                Class<?> frame = Class.forName(Main.class.getPackageName() + "." + example);
                ((Fixture) frame.getDeclaredConstructor().newInstance()).show();
            } catch (Exception error) {
                failed += 1;
                System.err.println(example + ": " + (error.getCause() != null ? error.getCause() : error));
            }
        }
        if (failed > 0 || examples.length == 0) {
            throw new IllegalStateException(failed + " of " + examples.length + " examples failed");
        }
    }
}
