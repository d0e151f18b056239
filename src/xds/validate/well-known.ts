import { isJsonObject } from '../../base/json.ts';
import { type Check, report } from './problem.ts';
import { scalarCheck } from './scalar.ts';

const anything: Check = () => {};

const object: Check = (value, walk) => {
  if (!isJsonObject(value)) report(walk, 'must be an object');
};

/** Messages of protobuf itself, which have forms of their own in JSON. `google.protobuf.Any` is not among them. */
export const WELL_KNOWN: Readonly<Record<string, Check>> = {
  'google.protobuf.Duration': (value, walk) => {
    if (duration(value) === undefined) report(walk, 'must be a duration in seconds, such as `0.25s`');
  },
  'google.protobuf.Timestamp': (value, walk) => {
    if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(value))
      report(walk, 'must be a time');
  },
  'google.protobuf.FieldMask': scalarCheck('string'),
  'google.protobuf.Struct': object,
  'google.protobuf.Empty': (value, walk) => {
    if (!isJsonObject(value) || Object.keys(value).length > 0) report(walk, 'must be an empty object');
  },
  'google.protobuf.Value': anything,
  'google.protobuf.ListValue': (value, walk) => {
    if (!Array.isArray(value)) report(walk, 'must be a list');
  },
  'google.protobuf.BoolValue': scalarCheck('bool'),
  'google.protobuf.StringValue': scalarCheck('string'),
  'google.protobuf.BytesValue': scalarCheck('bytes'),
  'google.protobuf.DoubleValue': scalarCheck('double'),
  'google.protobuf.FloatValue': scalarCheck('float'),
  'google.protobuf.Int32Value': scalarCheck('int32'),
  'google.protobuf.Int64Value': scalarCheck('int64'),
  'google.protobuf.UInt32Value': scalarCheck('uint32'),
  'google.protobuf.UInt64Value': scalarCheck('uint64'),
};

/** Seconds; undefined where it is no duration. */
export function duration(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^-?\d{1,12}(\.\d{1,9})?s$/.test(value)) return undefined;
  return Number.parseFloat(value);
}
