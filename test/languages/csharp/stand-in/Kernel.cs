// A stand-in, for tests: see Deputy.cs.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Amazon.JSII.Runtime.Deputy;

namespace Amazon.JSII.Runtime
{
    /// <summary>The process with the JavaScript. It is asked, and answers, one line of JSON at a time.</summary>
    internal static class Kernel
    {
        private static readonly Process Process = Start();
        private static readonly HashSet<Assembly> Loaded = new HashSet<Assembly>();

        private static Process Start()
        {
            var utf8 = new UTF8Encoding(false);
            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("JSII_NODE") ?? "node")
            {
                RedirectStandardInput = true,
                StandardInputEncoding = utf8,
                RedirectStandardOutput = true,
                StandardOutputEncoding = utf8,
                RedirectStandardError = true,
                StandardErrorEncoding = utf8,
                UseShellExecute = false,
            };
            start.ArgumentList.Add(
                Environment.GetEnvironmentVariable("JSII_RUNTIME")
                ?? throw new InvalidOperationException("JSII_RUNTIME is not set: where jsii-runtime.js lies"));
            start.Environment["JSII_AGENT"] = "stand-in";
            var process = Process.Start(start);
            process.ErrorDataReceived += (sender, line) => Forward(line.Data);
            process.BeginErrorReadLine();
            AppDomain.CurrentDomain.ProcessExit += (sender, arguments) => End(process);
            process.StandardOutput.ReadLine(); // It says hello.
            return process;
        }

        private static void End(Process process)
        {
            try
            {
                process.StandardInput.WriteLine("{\"exit\":0}");
                process.StandardInput.Close();
                process.WaitForExit();
            }
            catch (IOException)
            {
                // It has ended by itself.
            }
        }

        /// <summary>What the JavaScript prints arrives in base 64, with the stream that it is for.</summary>
        private static void Forward(string line)
        {
            if (string.IsNullOrEmpty(line))
            {
                return;
            }
            if (line[0] != '{')
            {
                Console.Error.WriteLine(line);
                return;
            }
            foreach (var stream in JsonDocument.Parse(line).RootElement.EnumerateObject())
            {
                var text = Encoding.UTF8.GetString(Convert.FromBase64String(stream.Value.GetString()));
                (stream.Name == "stdout" ? Console.Out : Console.Error).Write(text);
            }
        }

        /// <summary>Has the packages loaded that an assembly was generated from, or uses.</summary>
        internal static void Load(Assembly assembly)
        {
            if (!Loaded.Add(assembly))
            {
                return;
            }
            foreach (var used in assembly.GetReferencedAssemblies().Select(Assembly.Load))
            {
                if (used.IsDefined(typeof(JsiiAssemblyAttribute)))
                {
                    Load(used);
                }
            }
            var package = assembly.GetCustomAttribute<JsiiAssemblyAttribute>();
            if (package == null)
            {
                return;
            }
            Types.Add(assembly);
            Ask("load", new Dictionary<string, object>
            {
                ["name"] = package.Name,
                ["version"] = package.Version,
                ["tarball"] = Path.Combine(Path.GetDirectoryName(assembly.Location), package.Tarball),
            });
        }

        /// <summary>Asks for something, answers what is asked back meanwhile, and gives what came of it.</summary>
        /// <exception cref="Exception">the JavaScript threw; with its text</exception>
        internal static JsonElement Ask(string api, Dictionary<string, object> request)
        {
            request["api"] = api;
            Send(request);
            while (true)
            {
                var answer = Receive();
                if (answer.TryGetProperty("ok", out var ok))
                {
                    return ok;
                }
                if (answer.TryGetProperty("error", out var error))
                {
                    throw new Exception(error.GetString());
                }
                var done = Callbacks.Answer(answer.GetProperty("callback"));
                Send(new Dictionary<string, object> { ["complete"] = done });
            }
        }

        private static void Send(Dictionary<string, object> message)
        {
            Process.StandardInput.WriteLine(JsonSerializer.Serialize(message));
            Process.StandardInput.Flush();
        }

        private static JsonElement Receive()
        {
            var line = Process.StandardOutput.ReadLine() ?? throw new IOException("The jsii kernel has ended");
            using (var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 512 }))
            {
                return document.RootElement.Clone();
            }
        }
    }
}
