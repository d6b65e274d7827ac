// A stand-in, for tests: see Deputy.cs.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using Amazon.JSII.Runtime.Deputy;

namespace Amazon.JSII.Runtime
{
    /// <summary>JavaScript calls the code of a user's class.</summary>
    internal static class Callbacks
    {
        internal static Dictionary<string, object> Answer(JsonElement callback)
        {
            var answer = new Dictionary<string, object> { ["cbid"] = callback.GetProperty("cbid").GetString() };
            try
            {
                answer["result"] = Call(callback);
            }
            catch (TargetInvocationException thrown)
            {
                answer["err"] = thrown.InnerException.Message;
            }
            catch (Exception error)
            {
                answer["err"] = error.Message;
            }
            return answer;
        }

        private static object Call(JsonElement callback)
        {
            if (callback.TryGetProperty("invoke", out var invocation))
            {
                var target = Target(invocation);
                var method = Types.MethodOf(target.GetType(), invocation.GetProperty("method").GetString());
                var given = invocation.TryGetProperty("args", out var json)
                    ? json.EnumerateArray().ToArray()
                    : new JsonElement[0];
                var arguments = method.GetParameters().Select((parameter, i) =>
                    i < given.Length ? Wire.Read(given[i], parameter.ParameterType) : null);
                var result = method.Invoke(target, arguments.ToArray());
                var returns = Types.Known(target.GetType(), method).Returns;
                return returns == null ? null : Wire.Write(result, returns);
            }
            if (callback.TryGetProperty("get", out var reading))
            {
                var target = Target(reading);
                var property = Types.PropertyOf(target.GetType(), reading.GetProperty("property").GetString());
                return Wire.Write(property.GetValue(target), Types.Known(target.GetType(), property).Type);
            }
            var writing = callback.GetProperty("set");
            var changed = Target(writing);
            var written = Types.PropertyOf(changed.GetType(), writing.GetProperty("property").GetString());
            written.SetValue(changed, Wire.Read(writing.GetProperty("value"), written.PropertyType));
            return null;
        }

        private static object Target(JsonElement request) =>
            Wire.Read(request.GetProperty("objref"), typeof(DeputyBase));
    }
}
